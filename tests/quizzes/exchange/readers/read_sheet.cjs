// What SheetJS finds in a workbook: {sheet: rows}, as JSON.
const sheets = require("xlsx")
const book = sheets.readFile(process.argv[2])
const rows = (name) => sheets.utils.sheet_to_json(book.Sheets[name], { defval: "", raw: false })
console.log(JSON.stringify(Object.fromEntries(book.SheetNames.map((name) => [name, rows(name)]))))
