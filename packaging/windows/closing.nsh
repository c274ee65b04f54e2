; What both installers for Windows do before they touch the program: they wait until the person has closed it. Tauri's would
; end it, and a key that is saved nowhere would be lost. Tauri's installer takes the two hooks (`installerHooks` in
; tauri.windows.conf.json) and runs them before it looks for the program; countersign.nsi inserts ProgramIsClosed itself.

!include LogicLib.nsh

; How an installer or uninstaller ends if the person does not close the program, or nobody is there to be asked.
!define STILL_RUNNING 3

; Windows lets nobody write to a program that runs.
!macro ProgramIsClosed
  ${If} ${FileExists} "$INSTDIR\countersign.exe"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\countersign.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
        "Countersign is running, or its file can't be replaced:$\n$INSTDIR\countersign.exe$\n$\nClose Countersign, then try \
again. It asks before anything is lost." \
        /SD IDCANCEL IDRETRY +3
      SetErrorLevel ${STILL_RUNNING}
      Quit
    ${Loop}
  ${EndIf}
!macroend

!macro NSIS_HOOK_PREINSTALL
  !insertmacro ProgramIsClosed
  ; From countersign.nsi. The program of Tauri's installer has it inside.
  Delete "$INSTDIR\WebView2Loader.dll"
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  !insertmacro ProgramIsClosed
!macroend
