// State: whether the dialog that exports the open credential is open.
class Exporting {
  open = $state(false)
}

export const exporting = new Exporting()
