// Runs before the first paint: puts the remembered theme and language on the root element, so neither flashes.
try {
  const theme = localStorage.getItem('theme')
  const language = localStorage.getItem('language') || (navigator.language.startsWith('zh') ? 'zh' : 'en')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
} catch {
  // Storage is closed to this page: the system's theme and the page's own language stay.
}
