// State: whether a dialog about transfer files or backups is needed yet. All else about them loads then: the start does
// without it.
class TransferDialogs {
  needed = $state(false)
}

export const transferDialogs = new TransferDialogs()
