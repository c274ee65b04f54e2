// The system's dialogs for files: one is open at a time.
class SystemDialog {
  open = $state(false)
}

export const systemDialog = new SystemDialog()
