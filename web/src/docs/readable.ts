/** Takes the place of what the viewer has that a screen reader cannot read. */
import type { Plugin } from 'swagger-ui-dist/swagger-ui-es-bundle.js'

export const readable: Plugin = ({ React }) => ({
  components: {
    // The path of an operation stands in a button, which may have no link in it.
    DeepLink: ({ text }) => React.createElement('span', null, text),
    // A choice without a name, between the one server that there is.
    ServersContainer: () => null,
  },
})
