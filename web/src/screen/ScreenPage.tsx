/**
 * The page of selection: a whole market tested on filed figures, as known on a day. Conditions and
 * list stand beside each other on a desk and under each other on a phone.
 */
import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { getColumn, getFields, getPresets, getScreenRates, getUniverse } from '../api.ts'
import { language } from '../preferences.ts'
import { navigate, type ScreenPlace, screenPath } from '../router.ts'
import { Loading } from '../ui/Loading.tsx'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { grouped } from '../ui/words.ts'
import './screen.css'
import { ConditionList } from './conditions/ConditionList.tsx'
import { OrderRow } from './conditions/OrderRow.tsx'
import { ScreenText } from './conditions/ScreenText.tsx'
import { createScreenModel, type ScreenModel } from './model/screen-model.ts'
import { CellPanel } from './results/CellPanel.tsx'
import { CompanyPanel } from './results/CompanyPanel.tsx'
import { closePanel, openPanel } from './results/open-cell.ts'
import { Results, type UntestableView } from './results/Results.tsx'
import { SavedScreens, SaveForm } from './saved/SavedScreens.tsx'
import { createSaved } from './saved/saved.ts'
import { Scope, Standing } from './Standing.tsx'
import { PresetNote, Presets } from './start/Presets.tsx'
import { SentenceBox } from './start/SentenceBox.tsx'
import { t } from './strings/index.ts'

const later = (callback: () => void, ms: number): (() => void) => {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

/** On a phone: the count stays in sight while a condition is moved, and leads to the list. */
const PhoneBar = ({ model }: { model: ScreenModel }) => {
  const outcome = model.outcome.value
  if (!outcome) return null
  return (
    <div class="phone-bar">
      <a href="#results-title" class="phone-count">
        <strong>{grouped(outcome.total.passed)}</strong>{' '}
        {t('results.passed_of', { tested: grouped(outcome.tested) })}
      </a>
      <a href="#conditions" class="quiet">
        {t('phone.conditions')}
      </a>
      <a href="#results-title" class="quiet">
        {t('phone.list')}
      </a>
    </div>
  )
}

/** The shipped screens; open while nothing is asked. */
const PresetsBox = ({ model }: { model: ScreenModel }) => {
  const presets = model.presets.value.value
  const preset = model.preset.value
  if (presets.state === 'loading') return null
  if (presets.state === 'failed')
    return <ProblemPanel problem={presets.problem} retry={() => void model.presets.load()} />
  return (
    <>
      <details class="presets-box" open={model.isEmpty.value}>
        <summary>
          <h2>{t('preset.title', { count: presets.data.presets.length })}</h2>
        </summary>
        <Presets presets={presets.data.presets} chosen={preset} take={model.usePreset} />
      </details>
      {preset && <PresetNote preset={preset} />}
    </>
  )
}

const TextPane = ({ model }: { model: ScreenModel }) => (
  <ScreenText
    text={model.text.value}
    parsed={model.parsed.value}
    isBegun={model.screen.value.where !== null}
    set={model.setText}
  />
)

/** What the list cannot be made from: columns that failed, or what is on its way. */
const ListState = ({ model }: { model: ScreenModel }) => {
  const problem = model.snapshots.problem.value
  if (problem)
    return (
      <ProblemPanel problem={problem} retry={() => void model.snapshots.need(model.needed.value)} />
    )
  return model.outcome.value === null && model.isComing.value ? (
    <Loading label="screen.loading" />
  ) : null
}

type Dialog = 'saved' | 'save'

const Top = ({ model, dialog }: { model: ScreenModel; dialog: Signal<Dialog | null> }) => (
  <div class="screen-top">
    <div>
      <h1>{t('screen.title')}</h1>
      <p class="lead">{t('screen.lead')}</p>
    </div>
    <div class="screen-buttons">
      <button
        type="button"
        class="button"
        onClick={() => {
          dialog.value = 'saved'
        }}
      >
        {t('saved.title')}
      </button>
      <button
        type="button"
        class="button"
        disabled={!model.canSave.value}
        onClick={() => {
          dialog.value = 'save'
        }}
      >
        {t('save.button')}
      </button>
    </div>
  </div>
)

const Panel = ({ model }: { model: ScreenModel }) => {
  const panel = openPanel.value
  if (panel?.kind === 'cell') return <CellPanel panel={panel} model={model} />
  return panel ? <CompanyPanel row={panel.row} model={model} /> : null
}

const Dialogs = ({ model, dialog }: { model: ScreenModel; dialog: Signal<Dialog | null> }) => {
  const saved = useMemo(() => createSaved(), [])
  const close = () => {
    dialog.value = null
  }
  if (dialog.value === 'saved')
    return (
      <SavedScreens
        saved={saved}
        asOf={model.asOf.value}
        nameOf={model.nameOfInstrument}
        open={(screen) => {
          saved.opened.value = screen
          model.openSaved(screen)
          close()
        }}
        close={close}
      />
    )
  if (dialog.value === 'save')
    return (
      <SaveForm
        saved={saved}
        screen={{
          text: model.text.value,
          markets: [...model.tested.value],
          columns: [...model.shownColumns.value],
        }}
        close={close}
      />
    )
  return null
}

/** Reads no more of the model than it must: what it reads makes all of it look for changes. */
export const ScreenPage = ({ place }: { place: ScreenPlace }) => {
  const model = useMemo(
    () =>
      createScreenModel(
        { getFields, getPresets, getUniverse, getColumn, getScreenRates, later },
        (next) => navigate(screenPath(next), { replace: true }),
      ),
    [],
  )
  const untestable = useSignal<UntestableView>(null)
  const dialog = useSignal<Dialog | null>(null)
  const showUntestable = useMemo(
    () => (condition: number) => {
      untestable.value = { condition }
      document.getElementById('results-title')?.scrollIntoView({ block: 'nearest' })
    },
    [],
  )
  useEffect(() => {
    void model.catalogue.load()
    void model.presets.load()
    return () => {
      model.stop()
      openPanel.value = null
    }
  }, [model])
  const address = screenPath(place)
  useEffect(() => model.take(place), [address])
  const tested = model.tested.value
  const asOf = model.asOf.value
  useEffect(() => {
    model.snapshots.want(tested, asOf)
    // The rows of another snapshot are other companies.
    closePanel()
  }, [tested, asOf])
  useEffect(() => {
    document.title = `${t('screen.title')} · ${t('app.name')}`
  }, [language.value])

  const catalogue = model.catalogue.value.value
  return (
    <div class="screen">
      <Top model={model} dialog={dialog} />
      <div class="screen-scope">
        <Scope model={model} />
        <Standing model={model} />
      </div>
      {catalogue.state === 'failed' && (
        <ProblemPanel problem={catalogue.problem} retry={() => void model.catalogue.load()} />
      )}
      <SentenceBox take={model.setText} />
      <PresetsBox model={model} />
      <div class="screen-work">
        <div class="screen-side" id="conditions">
          <ConditionList model={model} showUntestable={showUntestable} />
          <OrderRow model={model} />
          <TextPane model={model} />
        </div>
        <div class="screen-list">
          <ListState model={model} />
          <Results model={model} untestable={untestable} />
        </div>
      </div>
      <PhoneBar model={model} />
      <Panel model={model} />
      <Dialogs model={model} dialog={dialog} />
    </div>
  )
}
