/** The head of a company's page: its names, code, exchange, industry, fiscal year and currency. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import { namesOf } from '../ui/CompanyName.tsx'
import { t } from './strings/index.ts'

export const CompanyHead = ({ figures }: { figures: FigureIndex }) => {
  const { instrument, reporting_currency, conversion } = figures.about
  const { first, others } = namesOf(instrument)
  return (
    <div class="company-head">
      <h1>
        {first}
        {others.map(({ lang, name }) => (
          <span class="also" lang={lang} key={lang}>
            {name}
          </span>
        ))}
      </h1>
      <ul class="traits">
        <li class="code">{instrument.id}</li>
        {instrument.exchange && <li>{instrument.exchange}</li>}
        {instrument.industry && <li>{instrument.industry}</li>}
        {instrument.fiscal_year_end && (
          <li>{t('company.fiscal_year_end', { date: instrument.fiscal_year_end })}</li>
        )}
        <li>{t('company.currency', { currency: conversion?.from ?? reporting_currency })}</li>
      </ul>
    </div>
  )
}
