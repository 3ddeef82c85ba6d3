/** Swagger UI as a module: the settings of it that this page uses. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** Draws a part of the viewer; the viewer brings its own React. */
  type Part = (properties: { text?: string }) => unknown
  interface System {
    React: { createElement(tag: string, properties: null, text?: string): unknown }
  }
  /** Takes the place of parts of the viewer, by their names. */
  export type Plugin = (system: System) => { components: Record<string, Part> }

  interface Settings {
    plugins: Plugin[]
    url: string
    dom_id: string
    deepLinking: boolean
    docExpansion: 'list' | 'full' | 'none'
    /** How deep the list of schemas is open; 0: closed. */
    defaultModelsExpandDepth: number
    displayRequestDuration: boolean
    syntaxHighlight: { activated: boolean }
    /** Null: the description is sent to nobody. */
    validatorUrl: null
  }
  const SwaggerUI: (settings: Settings) => unknown
  export default SwaggerUI
}
