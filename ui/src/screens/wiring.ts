// Connects the states of the page: what happens in one because of another. A state imports those that it needs; in the
// opposite direction it calls a callback, and all callbacks are set here.
import { draftChanged, reopenSecrets, showWithoutSecrets } from './credential/opening.svelte'
import { keyPair } from './credential/key_pair.svelte'
import { choosing } from './credential/key_pair/choosing.svelte'
import { keyFiles } from './credential/key_pair/key_files.svelte'
import { reading } from './credential/key_pair/reading.svelte'
import { request } from './credential/request.svelte'
import { clientSecrets } from './credential/request/secrets/client_secrets.svelte'
import { saving } from './credential/saving.svelte'
import { steps } from './credential/steps.svelte'
import { trial } from './credential/trial/trial.svelte'
import { unlocking } from './credential/unlocking.svelte'
import { answer } from './answer/answer.svelte'
import { loadHistory } from './history/load'
import { loadImports } from './import/load'
import { loadInspect } from './inspect/load'
import { pages } from './pages'
import { practice } from './practice/practice.svelte'
import { credentials } from './rail/credentials.svelte'
import { screens } from './screens.svelte'
import { transferDialogs } from './transfer/needed.svelte'
import { locking } from './vault/locking.svelte'
import { vault } from './vault/vault.svelte'
import { view } from './window/view.svelte'

screens.pages = pages

unlocking.onread = (report) => reading.handle(report)
unlocking.onreadlate = (report) => {
  if (report.took_private_key || report.took_certificate) keyPair.update(report.key_pair)
}

unlocking.stillNeeded = () => choosing.choices.length > 0
choosing.onread = (report) => reading.handle(report)

reading.onread = (report) => keyPair.handleReport(report)

/** Leaves the first screen once there is a key pair. */
function leaveFirst(): void {
  if (screens.current === 'first' && !keyPair.empty) void screens.go('credential')
}
keyPair.onchange = () => {
  keyFiles.changed()
  steps.keyPairChanged()
  leaveFirst()
}
keyPair.onopened = leaveFirst

steps.onreveal = (field) => request.reveal(field)

request.onsend = () => {
  trial.view = null
  draftChanged()
  void saving.flush()
  const { home } = keyPair.storage
  if (home.state === 'unavailable') vault.askAgain(home.error)
}
request.practiceHasFaults = () => practice.hasFaults

clientSecrets.onchange = () => request.schedulePreview()

practice.onknown = () => request.schedulePreview()

view.ontab = (tab) => (answer.tabOfToken = tab)
answer.ontab = (tab) => view.rememberTab(tab)

vault.onopened = reopenSecrets
locking.onlocked = () => {
  void showWithoutSecrets()
  void loadInspect().then((inspect) => inspect.wipe())
  void loadImports().then((imports) => imports.wipe())
  if (transferDialogs.needed) void import('./transfer/typed').then(({ forgetTyped }) => forgetTyped())
}

credentials.ondelete = (id) => void loadHistory().then((history) => history.forget(id))
