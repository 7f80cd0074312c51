// Which questions one person gets, drawn by a seed: the same here as in quizzes/drawing.py.

const utf8 = new TextEncoder()

export function chance(seed, key) {
  let number = 0x811c9dc5
  for (const byte of utf8.encode(`${seed} ${key}`)) number = Math.imul(number ^ byte, 0x01000193)
  number = Math.imul(number ^ number >>> 16, 0x7feb352d)
  number = Math.imul(number ^ number >>> 15, 0x846ca68b)
  return (number ^ number >>> 16) >>> 0
}

/** The keys of the questions to ask, in their order. `slots`: [{question}] or [{count, pool}]. */
export function drawn(slots, seed, isShuffled) {
  const chosen = new Set(slots.filter(slot => slot.question).map(slot => slot.question))
  const keys = []
  for (const { question, pool, count } of slots) {
    const found = question ? [question] : byChance(pool.filter(key => !chosen.has(key)), seed).slice(0, count)
    found.forEach(key => chosen.add(key))
    keys.push(...found)
  }
  return isShuffled ? byChance(keys, `${seed} order`) : keys
}

function byChance(keys, seed) {
  return [...keys].sort((a, b) => chance(seed, a) - chance(seed, b) || (a < b ? -1 : 1))
}
