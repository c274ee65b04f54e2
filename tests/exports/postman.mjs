// Runs a Postman collection and prints what it got, as JSON: newman 6 by default, with "newest" the newest runtime, which
// Postman itself has. Arguments: the collection's file, "newman" or "newest", and variables as JSON.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const [file, runner, json] = process.argv.slice(2)
const collection = JSON.parse(readFileSync(file, 'utf8'))
const variables = Object.entries(JSON.parse(json)).map(([key, value]) => ({ key, value }))
const require = createRequire(import.meta.url)

const failures = []
const token = (found) => found.find(({ key }) => key === 'access_token')?.value

if (runner === 'newman') {
  const newman = require('newman')
  newman.run({ collection, environment: { values: variables } }, (error, summary) => {
    failures.push(...[error, ...(summary?.run.failures ?? []).map((each) => each.error)].filter(Boolean))
    report(token(summary?.collection.variables.toJSON() ?? []))
  })
} else {
  const runtime = require('postman-runtime')
  const inRuntime = createRequire(dirname(require.resolve('postman-runtime/package.json')) + '/package.json')
  const sdk = inRuntime('postman-collection')
  const environment = new sdk.VariableScope({ values: variables })
  let found
  new runtime.Runner().run(new sdk.Collection(collection), { environment }, (error, run) => {
    if (error) throw error
    run.start({
      exception: (_, each) => failures.push(each),
      error: (each) => failures.push(each),
      assertion: (_, assertions) => failures.push(...assertions.filter(({ passed }) => !passed)),
      script: (_, __, { collectionVariables } = {}) => (found = collectionVariables?.values ?? found),
      test: (_, __, results) => {
        for (const { result } of results) found = result?.collectionVariables?.values ?? found
      },
      done: (each) => {
        if (each) failures.push(each)
        report(token(found?.toJSON?.() ?? found ?? []))
      },
    })
  })
}

function report(accessToken) {
  if (failures.length > 0) console.error(failures.map((each) => each.message ?? JSON.stringify(each)).join('\n'))
  console.log(JSON.stringify({ access_token: accessToken ?? null }))
  process.exitCode = failures.length > 0 ? 1 : 0
}
