// What gift-pegjs finds in a file, as JSON.
const fs = require("fs")
const gift = require("gift-pegjs")
console.log(JSON.stringify(gift.parse(fs.readFileSync(process.argv[2], "utf8"))))
