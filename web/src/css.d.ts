/** Styles that are imported by a component: they are fetched with it. */
declare module '*.css'
