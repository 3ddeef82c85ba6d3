/** Entry of the page. */
import { render } from 'preact'
import { App } from './app.tsx'
import { startPreferences } from './preferences.ts'
import { startRouter } from './router.ts'
import { learnWhoIAm } from './settings/me.ts'

startPreferences()
startRouter()
void learnWhoIAm()
const root = document.getElementById('app')
if (root) render(<App />, root)
