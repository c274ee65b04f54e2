// The entry point. It is small, so that it runs while the rest loads: it calls the commands of the start, then imports
// the page in the person's language.
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'
import { callEarly } from './backend/at_start'
import { localeFor } from './words/locale'

callEarly()
void import(/* @vite-ignore */ `./page-${localeFor(navigator.languages, __LOCALES__)}.js`)
