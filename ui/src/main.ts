// The page's beginning. It is small, so that it runs while the rest comes: what is kept is asked for already then.
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'
import { askAtStart } from './backend/at_start'

askAtStart()
void import('./page')
