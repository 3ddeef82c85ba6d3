/** XML as objects: texts stay texts, attributes have an @, namespaces are dropped. Pure. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Elements that may stand once or several times. */
const LISTS = new Set(['reportingOwner', 'nonDerivativeTransaction', 'derivativeTransaction', 'footnote', 'footnoteId', 'infoTable'])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  isArray: (name) => LISTS.has(name),
})

/** Null for a text that is no whole XML document. */
export const readXml = (text: string): unknown => {
  try {
    return XMLValidator.validate(text) === true ? parser.parse(text) : null
  } catch {
    return null
  }
}
