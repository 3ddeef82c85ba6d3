import { describe, expect, it } from 'vitest'
import { type Schedule13, readSchedule13 } from './schedule-13.ts'
import { scheduleXml } from './companyfacts.fixture.ts'

const read = (xml: string): Schedule13 => {
  const schedule = readSchedule13(xml)
  if (!schedule.ok) throw new Error(schedule.field)
  return schedule.data
}

const schedule13D = `<?xml version="1.0"?><edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13D">
  <headerData><submissionType>SCHEDULE 13D</submissionType><filerInfo><filer><filerCredentials><cik>0000000077</cik></filerCredentials></filer></filerInfo></headerData>
  <formData><coverPageHeader><securitiesClassTitle>Common Shares</securitiesClassTitle><dateOfEvent>08/31/2026</dateOfEvent>
  <issuerInfo><issuerCIK>0001652044</issuerCIK><issuerCUSIP>111111111</issuerCUSIP><issuerName>Example Inc.</issuerName></issuerInfo></coverPageHeader>
  <reportingPersons><reportingPersonInfo><reportingPersonCIK>0000000077</reportingPersonCIK><reportingPersonName>Owner Two</reportingPersonName>
  <aggregateAmountOwned>222222.00</aggregateAmountOwned><percentOfClass>42.74</percentOfClass><typeOfReportingPerson>IN</typeOfReportingPerson></reportingPersonInfo></reportingPersons>
  </formData></edgarSubmission>`

describe('a schedule', () => {
  it('13G: shares, and the percentage as a fraction', () => {
    expect(read(scheduleXml({}))).toEqual({
      issuerCik: 1652044,
      issuerName: 'Example Inc.',
      filerCiks: [77],
      asOf: '2024-12-31',
      owners: [
        {
          name: 'Owner One LLC',
          kind: 'Investment adviser, Parent holding company',
          shares: '111111',
          fraction: '0.055',
        },
      ],
    })
  })

  it('13D says the same in other elements', () => {
    expect(read(schedule13D)).toEqual({
      issuerCik: 1652044,
      issuerName: 'Example Inc.',
      filerCiks: [77],
      asOf: '2026-08-31',
      owners: [{ name: 'Owner Two', kind: 'Individual', shares: '222222', fraction: '0.4274' }],
    })
  })

  it('of one class of several has no fraction of all shares', () => {
    expect(read(scheduleXml({ title: 'Class A Common Stock' })).owners[0]).toMatchObject({
      shares: '111111',
      fraction: null,
    })
  })

  it('of an owner who sold out is of zero shares; a joint filer without figures has none', () => {
    const more =
      '<coverPageHeaderReportingPersonDetails><reportingPersonName>Owner Three</reportingPersonName></coverPageHeaderReportingPersonDetails>'
    expect(read(scheduleXml({ shares: '0.00', percent: '0.0', more })).owners).toMatchObject([
      { shares: '0', fraction: '0' },
      { name: 'Owner Three', kind: null, shares: null, fraction: null },
    ])
  })

  it.each([
    ['a wrong count', scheduleXml({ shares: 'many' }), /AggregateNumberOfShares$/],
    ['half of it', scheduleXml({}).slice(0, 600), /root|edgarSubmission/],
    ['another form', '<ownershipDocument/>', /edgarSubmission/],
  ])('%s is named', (_, xml, field) => {
    expect(readSchedule13(xml)).toEqual({ ok: false, field: expect.stringMatching(field) })
  })
})
