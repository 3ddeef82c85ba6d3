/** XML as objects: texts stay texts, attributes have an @, namespaces are dropped. Pure. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Elements that may stand once or several times. */
const LISTS = new Set([
  'reportingOwner',
  'nonDerivativeTransaction',
  'derivativeTransaction',
  'footnote',
  'footnoteId',
  'coverPageHeaderReportingPersonDetails',
  'reportingPersonInfo',
  'typeOfReportingPerson',
  'filer',
  'infoTable',
])

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  removeNSPrefix: true,
  htmlEntities: true,
  isArray: (name) => LISTS.has(name),
})

/**
 * Null for a text that is no whole XML document. A line break before it, as in a filing's text
 * file, is no fault.
 */
export const readXml = (text: string): unknown => {
  const document = text.trimStart()
  try {
    return XMLValidator.validate(document) === true ? parser.parse(document) : null
  } catch {
    return null
  }
}
