/**
 * The page /docs: shows /openapi.json with Swagger UI, which is bundled and asks no other host. It
 * is a page of its own, so that nobody else loads the viewer.
 */
import { effect } from '@preact/signals'
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import { startPreferences, systemDark, theme } from '../preferences.ts'
import { readable } from './readable.ts'
import { t } from './strings/index.ts'

startPreferences()
effect(() => {
  const isDark = theme.value === 'dark' || (theme.value === 'auto' && systemDark.value)
  document.documentElement.classList.toggle('dark-mode', isDark)
})

for (const [id, words] of [
  ['to-page', t('docs.to_page')],
  ['to-licenses', t('docs.to_licenses')],
] as const) {
  const link = document.getElementById(id)
  if (link) link.textContent = words
}

SwaggerUI({
  plugins: [readable],
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  // Its colours cannot be read, and it takes long for large answers.
  syntaxHighlight: { activated: false },
  // Its validator is on another host.
  validatorUrl: null,
})
