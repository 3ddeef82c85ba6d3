import { describe, expect, it, test } from 'vitest'
import {
  companyName,
  nasdaqSymbol,
  securityKind,
  sharesFor,
  type UsSecurityKind,
} from './us-security.ts'

describe('what a name on the list describes', () => {
  it.each<[string, string, UsSecurityKind]>([
    ['AAPL', 'Apple Inc. Common Stock', 'share'],
    ['BRK/B', 'Berkshire Hathaway Inc.', 'share'],
    ['MPLX', 'MPLX LP Common Units Representing Limited Partner Interests', 'share'],
    ['ITUB', 'Itau Unibanco ADS (Each repstg 500 Preferred shares)', 'share'],
    ['RLX', 'RLX American Depositary Shares each representing the right to receive', 'share'],
    ['PFBC', 'Preferred Bank Common Stock', 'share'],
    ['O', 'Realty Income Corporation Common Stock', 'reit'],
    ['PDI', 'PIMCO Dynamic Income Fund Common Stock', 'fund'],
    ['HPF', 'John Hancock Pfd Income Fund II Pfd Income Fund II', 'fund'],
    ['BFH^A', 'Bread Financial Holdings Depositary Shares', 'other'],
    ['BRKRP', 'Bruker Corporation 6.375% Mandatory Convertible Preferred Stock', 'other'],
    ['NTRSO', 'Northern Trust Depositary Shares Each Representing a 1/1000th Interest', 'other'],
    ['BFRGW', 'Bullfrog AI Holdings Inc. Warrants', 'other'],
    ['RAC/WS', 'Rithm Acquisition Corp.', 'other'],
    ['HVIIU', 'Hennessy Capital Investment Corp. VII Unit', 'other'],
    ['TVAIR', 'Thayer Ventures Acquisition Corporation II Rights', 'other'],
    ['SOJE', 'Southern Company 4.20% Junior Subordinated Notes due 2060', 'other'],
    ['TFSA', 'Terra Income Fund 6 LLC 7.00% Notes due 2026', 'other'],
  ])('%s %s: %s', (symbol, name, kind) => {
    expect(securityKind(symbol, name, '')).toBe(kind)
  })
})

describe("the company's name in it", () => {
  it.each([
    ['Apple Inc. Common Stock', 'Apple Inc.'],
    ['Home Depot Inc. (The) Common Stock', 'Home Depot Inc.'],
    ['Alphabet Inc. Class C Capital Stock', 'Alphabet Inc.'],
    ['Dynex Capital Inc. Common Stock', 'Dynex Capital Inc.'],
    [
      'Alibaba Group Holding Limited American Depositary Shares each',
      'Alibaba Group Holding Limited',
    ],
    [
      'Brookfield Renewable Corporation Brookfield Renewable Corporation',
      'Brookfield Renewable Corporation',
    ],
    ['ASML Holding N.V. New York Registry Shares', 'ASML Holding N.V.'],
    ['Nokia Corporation Sponsored American Depositary Shares', 'Nokia Corporation'],
    ['RH Common Stock', 'RH'],
  ])('%s: %s', (text, name) => {
    expect(companyName(text)).toBe(name)
  })
})

test.each([
  ['BRK/A', 'BRK.A'],
  ['BF/B ', 'BF.B'],
  ['BFH^A', 'BFH.PRA'],
  ['AAPL', 'AAPL'],
])('%s is written %s', (written, symbol) => {
  expect(nasdaqSymbol(written)).toBe(symbol)
})

describe('how many ordinary shares a traded one stands for', () => {
  it.each<[string, string | null]>([
    ['Alibaba Limited American Depositary Shares each representing eight Ordinary share', '8/1'],
    ['Pharming Group N.V. ADS each representing 10 ordinary shares', '10/1'],
    ['Unilever PLC American Depositary Shares (each representing One Ordinary Share)', '1/1'],
    ['ABEV American Depositary Shares (Each representing 1 Common Share)', '1/1'],
    ['Takeda American Depositary Shares (each representing 1/2 of a share of Common Stock)', '1/2'],
    [
      'POSCO American Depositary Shares (Each representing 1/4th of a share of Common Stock)',
      '1/4',
    ],
    ['Dingdong American Depositary Shares (each two representing three Ordinary Shares)', '3/2'],
    ['ATRenew ADS (every three of which representing two Class A ordinary shares)', '2/3'],
    [
      'SQNS American Depositary Shares (each representing one hundred (100) Ordinary Shares)',
      '100/1',
    ],
    ['LTM ADS (each representing two thousand (2000) shares of Common Stock)', '2000/1'],
    ['DXF ADS (each representing sixty-thousand (60000) Ordinary Shares)', '60000/1'],
    ['AMX ADS (each representing the right to receive twenty (20) Series B Shares', '20/1'],
    ['WF ADS (each representing three (3) shares of Common Stock)', '3/1'],
    ['Check Point Software Technologies Ltd. Ordinary Shares', '1/1'],
    ['Nu Holdings Ltd. Class A Ordinary Shares', '1/1'],
    // What says nothing, or nothing of ordinary shares.
    ['Sony Group Corporation American Depositary Shares', null],
    ['STG American Depositary Shares representing Class A ordinary shares', null],
    ['Grupo Aval S.A. ADR (Each representing 20 preferred shares)', null],
    [
      'KOF American Depositary Shares each representing 10 Units (each Unit consists of 3 Series B Shares)',
      null,
    ],
    [
      'VLRS American Depositary Shares each representing ten (10) Ordinary Participation Certificates',
      null,
    ],
    ['Toyota Motor Corporation Common Stock', null],
    ['Bank Nova Scotia Halifax Pfd 3 Ordinary Shares', null],
    ['', null],
  ])('%s: %s', (name, expected) => {
    expect(sharesFor(name)).toBe(expected)
  })
})
