/** Swagger UI as a module: the settings of it that this page uses. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Settings {
    url: string
    dom_id: string
    deepLinking: boolean
    docExpansion: 'list' | 'full' | 'none'
    /** How deep the list of schemas is open; 0: closed. */
    defaultModelsExpandDepth: number
    displayRequestDuration: boolean
    /** Null: the description is sent to nobody. */
    validatorUrl: null
  }
  const SwaggerUI: (settings: Settings) => unknown
  export default SwaggerUI
}
