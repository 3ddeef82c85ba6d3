/**
 * Parses XML into objects: texts stay texts, attributes get an @, and namespaces are dropped. Pure.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** Elements that may appear once or several times. */
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
 * Null for a text that is not a complete XML document. A line break before it is allowed, because a
 * filing's text file has one.
 */
export const readXml = (text: string): unknown => {
  const document = text.trimStart()
  try {
    return XMLValidator.validate(document) === true ? parser.parse(document) : null
  } catch {
    return null
  }
}
