// Runs a Postman collection and prints what its request got, as JSON: "newman" is newman 6, whose sandbox is older; "newest"
// the runtime that the newest Postman has. Arguments: the collection's file, the runner, and variables as JSON. It fails if
// the collection's own test does.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [file, runner, json] = process.argv.slice(2)
const collection = JSON.parse(readFileSync(file, 'utf8'))
const values = Object.entries(JSON.parse(json)).map(([key, value]) => ({ key, value }))
const require = createRequire(import.meta.url)

const failures = []
let got = '{}'

if (runner === 'newman') {
  require('newman')
    .run({ collection, environment: { values } }, (error, summary) => {
      failures.push(...[error, ...(summary?.run.failures ?? []).map((each) => each.error)].filter(Boolean))
      report()
    })
    .on('request', (_, { response } = {}) => (got = response?.text() ?? got))
} else {
  const runtime = require('postman-runtime')
  const sdk = createRequire(require.resolve('postman-runtime/package.json'))('postman-collection')
  const environment = new sdk.VariableScope({ values })
  new runtime.Runner().run(new sdk.Collection(collection), { environment }, (error, run) => {
    if (error) throw error
    run.start({
      exception: (_, each) => failures.push(each),
      error: (each) => failures.push(each),
      assertion: (_, assertions) => failures.push(...assertions.filter(({ passed }) => !passed)),
      request: (error, _, response) => {
        if (error) failures.push(error)
        got = response?.text() ?? got
      },
      done: (each) => {
        if (each) failures.push(each)
        report()
      },
    })
  })
}

function report() {
  if (failures.length > 0) console.error(failures.map((each) => each.message ?? JSON.stringify(each)).join('\n'))
  console.log(got)
  process.exitCode = failures.length > 0 ? 1 : 0
}
