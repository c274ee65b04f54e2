// State of the system's file dialogs: only one can be open at a time.
class SystemDialog {
  open = $state(false)
}

export const systemDialog = new SystemDialog()
