// The page's beginning. It is small, so that it runs while the rest comes: what is kept is asked for already then. The
// rest is the page in the person's language.
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'
import { askAtStart } from './backend/at_start'
import { localeFor } from './words/locale'

askAtStart()
void import(/* @vite-ignore */ `./page-${localeFor(navigator.languages, __LOCALES__)}.js`)
