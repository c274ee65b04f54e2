; Countersign's installer for Windows: one file that `makensis` makes anywhere, also without a network, where Tauri's bundler
; cannot fetch its own tools. It uses the folder, the shortcut and the registry key of Tauri's NSIS installer, so that
; either upgrades what the other has installed. README.md in this folder says how it is made and what it does.
;
;   makensis -DVERSION=0.1.0 -DPROGRAM=…/countersign.exe -DROOT=… -DOUT=…/setup.exe [-DLOADER=…/WebView2Loader.dll]
;            [-DHOMEPAGE=https://…] [-DSIGN="signtool sign …"] packaging/windows/countersign.nsi

!ifndef VERSION | PROGRAM | ROOT | OUT
  !error "VERSION, PROGRAM, ROOT and OUT have to be given: see the top of this file."
!endif

Unicode true
; Nothing here needs an administrator: everything is in the person's own folders and in their part of the registry.
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS all
!ifdef QUICK
  ; To try it with a program that was not made small.
  SetCompress off
!else
  SetCompressor /SOLID lzma
!endif

!include LogicLib.nsh
!include MUI2.nsh
!include FileFunc.nsh
!include WordFunc.nsh

!define NAME "Countersign"
!define PUBLISHER "The Countersign authors"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
; Where the WebView2 Runtime writes its version ("Detect if a WebView2 Runtime is already installed", Microsoft).
!define WEBVIEW2 "Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
!define WEBVIEW2_PAGE "https://developer.microsoft.com/microsoft-edge/webview2/"
; Microsoft's own name for its bootstrapper: if the file lies beside this installer, it is used.
!define WEBVIEW2_SETUP "MicrosoftEdgeWebview2Setup.exe"

; What went wrong, for whoever installs silently.
!define STILL_RUNNING 3
!define NEWER_INSTALLED 4

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\${NAME}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "${PUBLISHER}, MIT OR Apache-2.0"

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!define MUI_ICON "${ROOT}/icons/icon.ico"
!define MUI_UNICON "${ROOT}/icons/icon.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\countersign.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Start ${NAME}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP \
  "Your credentials, keys and history stay on this computer. To delete them, too, use Settings in ${NAME} first."
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Waits until the person has closed the program. It is never ended from here: a key that is saved nowhere would be lost.
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
        "${NAME} is running. Close it, then try again. It asks before anything is lost." \
        /SD IDCANCEL IDRETRY +3
      SetErrorLevel ${STILL_RUNNING}
      Quit
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${ENTRY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      MessageBox MB_OK|MB_ICONSTOP \
        "${NAME} $0 is installed, which is newer than ${VERSION}. An older version can't read its data. To go back all the \
same, uninstall ${NAME} $0 first." /SD IDOK
      SetErrorLevel ${NEWER_INSTALLED}
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "Program"
  !insertmacro ProgramIsClosed
  SetOutPath "$INSTDIR"
  File "/oname=countersign.exe" "${PROGRAM}"
  !ifdef LOADER
    ; A program that was built with MinGW loads it at its start; one that was built with MSVC has it inside.
    File "/oname=WebView2Loader.dll" "${LOADER}"
  !endif
  File "/oname=LICENSE-MIT.txt" "${ROOT}/LICENSE-MIT"
  File "/oname=LICENSE-APACHE.txt" "${ROOT}/LICENSE-APACHE"
  File "/oname=third-party-notices.txt" "${ROOT}/ui/third-party-notices.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\countersign.exe"

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" '"$INSTDIR\countersign.exe"'
  WriteRegStr HKCU "${ENTRY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" '"$INSTDIR"'
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  !ifdef HOMEPAGE
    WriteRegStr HKCU "${ENTRY}" "URLInfoAbout" "${HOMEPAGE}"
  !endif
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" $0
SectionEnd

; Windows 11 and an up-to-date Windows 10 have WebView2. Nothing is downloaded from here: Microsoft's bootstrapper does that
; if it was put beside this installer, or the person in their browser.
Section "WebView2"
  ReadRegStr $0 HKLM "${WEBVIEW2}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ${If} ${FileExists} "$EXEDIR\${WEBVIEW2_SETUP}"
      MessageBox MB_YESNO|MB_ICONQUESTION \
        "${NAME} needs the Microsoft Edge WebView2 Runtime, which isn't installed. Install it now with Microsoft's setup?" \
        /SD IDYES IDNO done
      DetailPrint "Installing the Microsoft Edge WebView2 Runtime"
      ${If} ${Silent}
        ExecWait '"$EXEDIR\${WEBVIEW2_SETUP}" /silent /install'
      ${Else}
        ExecWait '"$EXEDIR\${WEBVIEW2_SETUP}" /install'
      ${EndIf}
    ${Else}
      MessageBox MB_YESNO|MB_ICONQUESTION \
        "${NAME} needs the Microsoft Edge WebView2 Runtime, which isn't installed. Open Microsoft's page, where you can get \
it?" /SD IDNO IDNO done
      ExecShell "open" "${WEBVIEW2_PAGE}"
    ${EndIf}
    done:
  ${EndIf}
SectionEnd

Section "Uninstall"
  !insertmacro ProgramIsClosed
  Delete "$INSTDIR\countersign.exe"
  Delete "$INSTDIR\WebView2Loader.dll"
  Delete "$INSTDIR\LICENSE-MIT.txt"
  Delete "$INSTDIR\LICENSE-APACHE.txt"
  Delete "$INSTDIR\third-party-notices.txt"
  Delete "$INSTDIR\uninstall.exe"
  ; Only if nothing of the person's is in it.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${ENTRY}"
  ; What Tauri's installer wrote.
  DeleteRegKey HKCU "Software\${PUBLISHER}\${NAME}"
  DeleteRegKey /ifempty HKCU "Software\${PUBLISHER}"
SectionEnd
