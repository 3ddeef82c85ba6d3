/**
 * What analysts call the figures, in English and Chinese. Only data: a name that analysts use for
 * a figure is a phrase here. A phrase that can mean several figures lists them, the plainest first.
 * Phrases are in lower case and separated by `|`; a hyphen is written as a blank.
 */
export interface Naming {
  /** Figures that the phrases can mean, the plainest first. */
  names: readonly string[]
  en: string
  zh: string
  /** The sign that the phrases give the figure: a loss is an income below zero. */
  sign?: 1 | -1
  /** Figures that the phrases add up, where each that is known counts. */
  sum?: readonly string[]
}

const NET_INCOME = ['net_income', 'net_income_total', 'net_income_common']
const EPS = ['eps_diluted', 'eps_diluted_adjusted', 'eps_basic']
const DIVIDEND = ['dividends_per_share', 'dividends_per_share_adjusted']
const DILUTED_SHARES = ['shares_diluted', 'shares_diluted_adjusted']
const OUTSTANDING = [
  'shares_outstanding',
  'shares_outstanding_adjusted',
  'shares_stated',
  'shares_of_day',
]
const EQUITY = ['equity_parent', 'total_equity']

const CASH_AND_SECURITIES = ['cash', 'short_term_investments', 'long_term_investments']

export const NAMINGS: readonly Naming[] = [
  {
    names: ['cash'],
    sum: CASH_AND_SECURITIES,
    en: 'cash and securities | cash and marketable securities | cash and investments | cash plus securities | cash and equivalents and marketable securities | cash, cash equivalents and marketable securities',
    zh: '现金及有价证券 | 现金和有价证券 | 现金与有价证券 | 现金及投资 | 现金与投资合计',
  },
  // Income
  {
    names: ['revenue'],
    en: 'revenue | net revenue | total revenue | sales | net sales | total sales | total net sales | turnover | top line | revenues',
    zh: '营业总收入 | 营业收入 | 总营收 | 营收总额 | 营收规模 | 营收 | 总收入 | 收入总额 | 收入规模 | 收入 | 销售额 | 销售收入 | 营业额 | 净销售额 | 销售净额 | 主营业务收入 | 収益',
  },
  {
    names: ['cost_of_revenue'],
    en: 'cost of revenue | cost of sales | cost of goods sold | cogs | costs of revenue | cost of goods',
    zh: '营业成本 | 销售成本 | 营收成本 | 主营成本 | 主营业务成本 | 收入成本',
  },
  {
    names: ['gross_profit'],
    en: 'gross profit | gross income',
    zh: '毛利 | 毛利润 | 毛利额 | 毛利总额',
  },
  {
    names: ['research_and_development'],
    en: 'research and development | r&d | r&d expense | r&d expenses | r&d spending | r&d spend | r&d costs | r&d outlays | r&d budget | r&d investment | research and development expense | research and development expenses | research and development spending | research and development costs | research & development | research spending | research outlays | research expense | research',
    zh: '研发费用 | 研发投入 | 研发支出 | 研发开支 | 研发经费 | 研究与开发费用 | 研究开发费用 | 研发',
  },
  {
    names: ['selling_general_administrative'],
    en: 'selling, general and administrative | selling, general and administrative expenses | selling, general and administrative expense | selling general and administrative | sg&a | sg&a expense | sg&a expenses | sg&a costs | sg&a spending | overheads | overhead | selling and administrative expenses',
    zh: '销售及管理费用 | 销售和管理费用 | 销售与管理费用 | 销管费用 | 销售管理费用 | 销售、一般及行政费用 | 销售、管理及行政费用 | 销售、管理费用 | 期间费用',
  },
  {
    names: ['operating_income', 'ebit'],
    en: 'operating income | operating profit | operating earnings | income from operations | profit from operations | operating result',
    zh: '营业利润 | 经营利润 | 运营利润 | 经营溢利 | 营业溢利 | 经营收益 | 营业收益',
  },
  {
    names: ['operating_income', 'ebit'],
    sign: -1,
    en: 'operating loss | loss from operations | operating losses',
    zh: '营业亏损 | 经营亏损 | 运营亏损',
  },
  {
    names: ['ebit', 'operating_income'],
    en: 'ebit | earnings before interest and tax | earnings before interest and taxes',
    zh: '息税前利润 | 息税前盈利 | ebit',
  },
  {
    names: ['ebitda'],
    en: 'ebitda | earnings before interest, tax, depreciation and amortization',
    zh: '息税折旧摊销前利润 | 息税折旧及摊销前利润 | ebitda',
  },
  {
    names: ['nopat'],
    en: 'nopat | net operating profit after tax | after tax operating profit | operating profit after tax',
    zh: '税后净营业利润 | 税后营业利润 | 税后经营利润 | nopat',
  },
  {
    names: ['interest_expense'],
    en: 'interest expense | interest expenses | interest costs | interest cost | interest paid | interest charges | interest bill',
    zh: '利息支出 | 利息费用 | 利息开支 | 利息成本',
  },
  {
    names: ['interest_income'],
    en: 'interest income | interest earned | interest received',
    zh: '利息收入 | 利息收益',
  },
  {
    names: ['pretax_income'],
    en: 'income before tax | income before taxes | income before income taxes | pretax income | pre tax income | pretax profit | pre tax profit | profit before tax | profit before taxes | pretax earnings | pre tax earnings | earnings before tax',
    zh: '利润总额 | 税前利润 | 税前盈利 | 除税前溢利 | 税前收入 | 税前溢利',
  },
  {
    names: ['pretax_income'],
    sign: -1,
    en: 'pretax loss | pre tax loss | loss before tax | loss before taxes',
    zh: '税前亏损 | 除税前亏损',
  },
  {
    names: ['income_tax'],
    en: 'income tax | income taxes | income tax expense | tax expense | tax charge | tax bill | provision for income taxes',
    zh: '所得税 | 所得税费用 | 所得税支出 | 所得税开支 | 税费支出 | 税项支出',
  },
  {
    names: NET_INCOME,
    en: "net income to the parent's owners | net income | net profit | net earnings | bottom line | profit | profits | earnings | attributable profit | profit attributable to shareholders | net income attributable to shareholders | profit for the year | profit after tax | after tax profit | net result",
    zh: '归属母公司净利润 | 归属于母公司股东的净利润 | 归属于母公司所有者的净利润 | 归属于上市公司股东的净利润 | 归母净利润 | 归母净利 | 归母利润 | 归属股东净利润 | 股东应占溢利 | 股东应占利润 | 净利润 | 净利 | 净盈利 | 纯利 | 净收益 | 净收入 | 盈利 | 利润 | 溢利 | 税后利润',
  },
  {
    names: NET_INCOME,
    sign: -1,
    en: 'net loss | net losses | loss | losses | loss for the year | after tax loss',
    zh: '净亏损 | 净亏 | 归母净亏损 | 亏损额 | 亏损 | 亏损净额',
  },
  {
    names: ['net_income_total', 'net_income'],
    en: 'net income including minority interests | net income before minorities | consolidated net income',
    zh: '净利润（含少数股东）| 合并净利润',
  },
  {
    names: ['net_income_common', 'net_income'],
    en: 'net income to common shareholders | net income available to common shareholders | net income to common',
    zh: '归属普通股股东净利润 | 归属于普通股股东的净利润',
  },
  {
    names: ['minority_interest_income'],
    en: 'net income to minority interests | minority income | income attributable to minorities | profit attributable to minority interests',
    zh: '少数股东损益 | 少数股东利润',
  },
  {
    names: ['preferred_dividends'],
    en: 'preferred dividends | preference dividends | preferred stock dividends',
    zh: '优先股股息 | 优先股股利',
  },
  {
    names: ['net_interest_income'],
    en: 'net interest income | nii',
    zh: '利息净收入 | 净利息收入',
  },
  {
    names: ['fee_income'],
    en: 'fee and commission income | fee income | commission income | fees and commissions | net fee income',
    zh: '手续费及佣金收入 | 手续费及佣金净收入 | 手续费收入 | 佣金收入',
  },
  {
    names: ['provision_for_credit_losses'],
    en: 'provision for credit losses | provisions for credit losses | credit loss provisions | loan loss provisions | provision for loan losses | credit provisions | credit losses | provisions',
    zh: '信用减值损失 | 贷款减值损失 | 信贷减值损失 | 贷款损失准备 | 拨备',
  },
  {
    names: ['noninterest_income'],
    en: 'noninterest income | non interest income',
    zh: '非利息收入 | 非息收入',
  },
  {
    names: ['noninterest_expense'],
    en: 'noninterest expense | non interest expense | noninterest expenses | non interest expenses',
    zh: '业务及管理费 | 非利息支出',
  },
  {
    names: ['premiums_earned'],
    en: 'premiums earned | earned premiums | net premiums earned | premium income | premiums',
    zh: '已赚保费 | 保费收入',
  },
  {
    names: ['claims_incurred'],
    en: 'claims and benefits incurred | claims incurred | claims | benefits and claims | incurred claims',
    zh: '赔付及给付支出 | 赔付支出 | 赔款支出',
  },
  {
    names: ['interest_credited'],
    en: 'interest credited to policyholders | interest credited',
    zh: '保户账户利息支出',
  },
  {
    names: ['policy_acquisition_costs'],
    en: 'policy acquisition costs | acquisition costs',
    zh: '保单获取成本',
  },
  {
    names: ['underwriting_expenses'],
    en: 'other underwriting expenses | underwriting expenses',
    zh: '其他承保费用 | 承保费用',
  },
  {
    names: ['property_sale_gains'],
    en: 'gains on sales of property | gains on property sales | gain on sale of property',
    zh: '物业处置收益',
  },

  // Per share
  {
    names: EPS,
    en: 'diluted eps | eps | diluted earnings per share | earnings per share | earnings per diluted share | earnings a share | profit per share | net income per share | diluted net income per share | diluted eps, split adjusted | eps, diluted',
    zh: '稀释每股收益 | 稀释每股收益（拆股调整）| 摊薄每股收益 | 摊薄每股盈利 | 稀释后每股收益 | 每股收益 | 每股盈利 | 每股盈余 | 每股净利润 | 每股利润 | 摊薄eps | 稀释eps | 稀释后eps | eps',
  },
  {
    names: EPS,
    sign: -1,
    en: 'loss per share | net loss per share | diluted loss per share',
    zh: '每股亏损',
  },
  {
    names: ['eps_basic'],
    en: 'basic eps | basic earnings per share | basic net income per share | eps, basic',
    zh: '基本每股收益 | 基本每股盈利',
  },
  {
    names: DIVIDEND,
    en: 'dividends declared per share | dividend per share | dividends per share | dividend a share | dps | dividend | dividends per share, split adjusted | per share dividend | annual dividend | distribution per share',
    zh: '每股股息 | 每股股息（拆股调整）| 每股分红 | 每股派息 | 每股股利 | 每股现金红利 | 每股现金股利',
  },
  {
    names: ['revenue_per_share'],
    en: 'revenue per share | sales per share',
    zh: '每股营收 | 每股收入 | 每股营业收入 | 每股销售额',
  },
  {
    names: ['fcf_per_share'],
    en: 'free cash flow per share | fcf per share | free cash per share',
    zh: '每股自由现金流 | 每股自由现金流量',
  },
  { names: ['cash_per_share'], en: 'cash per share', zh: '每股货币资金 | 每股现金' },
  {
    names: ['book_value_per_share'],
    en: 'book value per share | net assets per share | book value a share | equity per share | bvps | net asset value per share',
    zh: '每股净资产 | 每股账面价值 | 每股账面净值',
  },
  {
    names: ['ffo_per_share'],
    en: 'funds from operations per share | ffo per share',
    zh: '每股营运资金 | 每股ffo',
  },
  {
    names: ['epv_per_share'],
    en: 'earnings power value per share | earnings power value | epv | earning power value',
    zh: '每股盈利能力价值 | 盈利能力价值',
  },
  {
    names: ['dcf_per_share'],
    en: 'discounted cash flow value per share | discounted cash flow value | dcf value | dcf value per share | dcf | discounted cash flow',
    zh: '每股现金流折现价值 | 现金流折现价值 | 折现价值 | dcf估值 | dcf价值 | 现金流折现',
  },
  {
    names: ['pe_10_price'],
    en: 'price at 10 times earnings | price at ten times earnings',
    zh: '10 倍市盈率对应股价 | 10倍市盈率对应股价 | 十倍市盈率对应股价',
  },
  {
    names: ['pe_15_price'],
    en: 'price at 15 times earnings | price at fifteen times earnings',
    zh: '15 倍市盈率对应股价 | 15倍市盈率对应股价 | 十五倍市盈率对应股价',
  },
  {
    names: ['pe_20_price'],
    en: 'price at 20 times earnings | price at twenty times earnings',
    zh: '20 倍市盈率对应股价 | 20倍市盈率对应股价 | 二十倍市盈率对应股价',
  },
  {
    names: ['pe_25_price'],
    en: 'price at 25 times earnings | price at twenty five times earnings',
    zh: '25 倍市盈率对应股价 | 25倍市盈率对应股价 | 二十五倍市盈率对应股价',
  },

  // Shares
  {
    names: [...DILUTED_SHARES, ...OUTSTANDING, 'shares_basic'],
    en: 'share count | count of shares | number of shares | shares in issue | shares',
    zh: '股数 | 股份数 | 股份数量 | 股本数',
  },
  {
    names: DILUTED_SHARES,
    en: 'weighted average shares, diluted | diluted shares | diluted share count | diluted shares outstanding | diluted weighted average shares | weighted diluted shares | weighted diluted shares, split adjusted | weighted average diluted shares | weighted average diluted share count',
    zh: '加权平均股数（稀释）| 稀释加权平均股数（拆股调整）| 稀释加权平均股数 | 稀释股数 | 稀释后股数 | 摊薄股数 | 稀释后总股数 | 稀释股本',
  },
  {
    names: ['shares_basic'],
    en: 'weighted average shares, basic | basic shares | basic share count | basic weighted average shares | weighted average basic shares',
    zh: '加权平均股数（基本）| 基本股数 | 基本加权平均股数',
  },
  {
    names: OUTSTANDING,
    en: 'shares outstanding | outstanding shares | issued shares | shares outstanding, split adjusted | share capital',
    zh: '总股本 | 总股本（拆股调整）| 已发行股数 | 已发行股份 | 流通在外股数 | 发行在外股数 | 发行在外股份 | 股本',
  },
  {
    names: ['stock_split_ratio'],
    en: 'stock split ratio | split ratio | stock split',
    zh: '拆股比例 | 拆股',
  },

  // Balance sheet
  {
    names: ['cash', 'end_cash'],
    en: 'cash and cash equivalents | cash & cash equivalents | cash and equivalents | cash balance | cash position | cash on hand | cash',
    zh: '货币资金 | 现金及现金等价物 | 现金和现金等价物 | 现金余额 | 账面现金 | 在手现金 | 现金储备 | 现金',
  },
  {
    names: ['end_cash', 'cash'],
    en: 'cash at the end of the period | cash at the end of the year | ending cash | closing cash | year end cash | cash at year end',
    zh: '期末现金余额 | 期末现金 | 年末现金 | 期末现金及现金等价物余额',
  },
  {
    names: ['short_term_investments'],
    en: 'short term investments | short term marketable securities | current marketable securities | short term securities',
    zh: '短期投资 | 短期有价证券 | 交易性金融资产',
  },
  {
    names: ['long_term_investments'],
    en: 'long term marketable securities | long term investments | non current marketable securities | long term securities',
    zh: '长期有价证券 | 长期投资 | 长期证券投资',
  },
  {
    names: ['receivables'],
    en: 'receivables | accounts receivable | trade receivables',
    zh: '应收账款 | 应收款项 | 应收款 | 应收',
  },
  {
    names: ['inventory'],
    en: 'inventory | inventories | stock of goods',
    zh: '存货 | 库存 | 存货余额 | 库存规模',
  },
  {
    names: ['current_assets'],
    en: 'current assets | total current assets',
    zh: '流动资产 | 流动资产合计 | 流动资产总额',
  },
  {
    names: ['property_plant_equipment'],
    en: 'property, plant and equipment | property plant and equipment | pp&e | net pp&e | fixed assets | plant and equipment',
    zh: '固定资产 | 物业、厂房及设备 | 固定资产净额',
  },
  { names: ['goodwill'], en: 'goodwill', zh: '商誉' },
  {
    names: ['intangibles'],
    en: 'intangible assets | intangibles | acquired intangibles | bought intangibles',
    zh: '无形资产',
  },
  {
    names: ['total_assets'],
    en: 'total assets | assets | balance sheet total | balance sheet of',
    zh: '资产总计 | 总资产 | 资产总额 | 资产规模 | 资产合计 | 资产',
  },
  {
    names: ['payables'],
    en: 'payables | accounts payable | trade payables',
    zh: '应付账款 | 应付款项 | 应付款',
  },
  {
    names: ['contract_liabilities'],
    en: 'contract liabilities | deferred revenue | deferred revenues',
    zh: '合同负债 | 递延收入 | 预收款项',
  },
  {
    names: ['short_term_debt'],
    en: 'short term debt | short term borrowings | current debt | debt due within a year',
    zh: '短期有息负债 | 短期债务 | 短期借款',
  },
  {
    names: ['current_liabilities'],
    en: 'current liabilities | total current liabilities',
    zh: '流动负债 | 流动负债合计 | 流动负债总额',
  },
  {
    names: ['long_term_debt'],
    en: 'long term debt | long term borrowings | term debt | non current debt',
    zh: '长期有息负债 | 长期债务 | 长期借款 | 长期负债',
  },
  {
    names: ['total_debt'],
    en: 'total debt | debt | borrowings | gross debt | total borrowings | interest bearing debt | financial debt | debts',
    zh: '有息负债 | 有息债务 | 总债务 | 债务总额 | 债务规模 | 债务 | 借款总额 | 有息负债总额',
  },
  { names: ['debt_in_part'], en: 'debt known in part', zh: '已知的部分有息负债' },
  { names: ['lease_liabilities'], en: 'lease liabilities | lease obligations', zh: '租赁负债' },
  {
    names: ['total_liabilities'],
    en: 'total liabilities | liabilities',
    zh: '负债合计 | 总负债 | 负债总额 | 负债总计 | 负债',
  },
  { names: ['temporary_equity'], en: 'temporary equity | mezzanine equity', zh: '夹层权益' },
  {
    names: ['retained_earnings'],
    en: 'retained earnings | accumulated earnings | retained profits',
    zh: '未分配利润 | 留存收益 | 留存利润',
  },
  {
    names: ['retained_earnings'],
    sign: -1,
    en: 'accumulated deficit | accumulated losses | retained deficit',
    zh: '累计亏损 | 累计未弥补亏损 | 未弥补亏损',
  },
  {
    names: ['minority_interest'],
    en: 'minority interest | minority interests | noncontrolling interests | non controlling interests',
    zh: '少数股东权益',
  },
  {
    names: EQUITY,
    en: "equity of the parent's owners | total equity | equity | shareholders' equity | shareholders equity | stockholders' equity | stockholders equity | shareholder equity | book equity | net assets",
    zh: '归属母公司股东权益 | 股东权益合计 | 归母股东权益 | 归母权益 | 归母净资产 | 股东权益 | 所有者权益 | 净资产 | 权益总额 | 账面净值',
  },
  { names: [...EQUITY, 'book_value_per_share'], en: 'book value', zh: '账面价值' },
  {
    names: ['loans'],
    en: 'loans | customer loans | loan book | gross loans | total loans',
    zh: '发放贷款及垫款 | 贷款总额 | 贷款余额 | 贷款',
  },
  {
    names: ['deposits'],
    en: 'deposits | customer deposits | total deposits',
    zh: '吸收存款 | 存款总额 | 存款余额 | 客户存款 | 存款',
  },
  { names: ['net_cash'], en: 'net cash | net cash position', zh: '净现金 | 净现金头寸' },
  {
    names: ['net_cash'],
    sign: -1,
    en: 'net debt | net borrowings | net financial debt',
    zh: '净负债 | 净债务 | 净有息负债',
  },
  {
    names: ['invested_capital'],
    en: 'invested capital | capital employed',
    zh: '投入资本 | 投资资本',
  },
  {
    names: ['tangible_capital'],
    en: 'tangible capital | tangible capital employed',
    zh: '有形资本 | 有形投入资本',
  },
  {
    names: ['net_current_asset_value'],
    en: 'net current asset value | ncav',
    zh: '净流动资产价值',
  },

  // Cash flow
  {
    names: ['operating_cash_flow'],
    en: 'operating cash flow | operating cash flows | cash flow from operations | cash flows from operations | cash from operations | cash from operating activities | cash generated from operations | net cash from operating activities | net cash provided by operating activities | net cash generated by operating activities | net cash provided by operations | cash provided by operating activities | cash generated by operating activities | cash flow from operating activities | operating cash | ocf | operations',
    zh: '经营活动现金流量净额 | 经营活动产生的现金流量净额 | 经营活动现金流净额 | 经营活动现金净流入 | 经营活动现金流入净额 | 经营性现金流净额 | 经营现金流净额 | 经营性现金流 | 经营活动现金流 | 经营现金流 | 经营现金净流入 | 经营性现金净流入 | 经营净现金流',
  },
  {
    names: ['investing_cash_flow'],
    en: 'investing cash flow | cash flow from investing | cash from investing activities | investing activities | cash used in investing | net cash used in investing activities',
    zh: '投资活动现金流量净额 | 投资活动现金流净额 | 投资活动现金流 | 投资现金流',
  },
  {
    names: ['financing_cash_flow'],
    en: 'financing cash flow | cash flow from financing | cash from financing activities | financing activities | cash used in financing | net cash used in financing activities',
    zh: '筹资活动现金流量净额 | 筹资活动现金流净额 | 融资活动现金流净额 | 筹资活动现金流 | 融资活动现金流 | 筹资现金流',
  },
  {
    names: ['capex'],
    en: 'capital expenditure | capital expenditures | capital spending | capex | capital outlays | investment in property, plant and equipment',
    zh: '资本开支 | 资本支出 | 资本性支出 | 资本性开支 | capex',
  },
  {
    names: ['depreciation_amortization'],
    en: 'depreciation and amortization | depreciation and amortisation | depreciation & amortization | d&a | depreciation',
    zh: '折旧与摊销 | 折旧及摊销 | 折旧和摊销 | 折旧摊销',
  },
  {
    names: ['stock_based_compensation'],
    en: 'stock based compensation | share based compensation | stock compensation | share based payments | sbc | equity compensation | stock based pay | pay in shares',
    zh: '股份支付 | 股权激励费用 | 股权激励 | 股票薪酬 | 股份支付费用 | 以股份支付的薪酬',
  },
  {
    names: ['dividends_paid'],
    en: 'dividends paid | dividends | dividend payments | cash dividends | dividend outlay | dividend payout to shareholders',
    zh: '支付股息 | 支付的股息 | 股息支出 | 现金分红 | 派发股息 | 派息总额 | 分红总额 | 现金股利 | 股息 | 分红 | 派息 | 股利',
  },
  {
    names: ['buybacks'],
    en: 'share buybacks | buybacks | share repurchases | stock repurchases | repurchases | stock buybacks | share buyback | buyback programme | buyback program | repurchases of stock | repurchases of shares | repurchase of shares | repurchased shares | bought back shares | bought back | buys back | buying back | repurchased',
    zh: '回购股份支出 | 股份回购支出 | 回购支出 | 股份回购 | 股票回购 | 回购股份 | 回购股票 | 回购金额 | 回购规模 | 回购总额 | 回购',
  },
  {
    names: ['exchange_rate_effect_on_cash'],
    en: 'effect of exchange rates on cash',
    zh: '汇率变动对现金的影响',
  },
  {
    names: ['net_change_in_cash'],
    en: 'net change in cash | change in cash | net increase in cash | increase in cash',
    zh: '现金净增加额 | 现金净变动 | 现金及现金等价物净增加额',
  },
  {
    names: ['net_change_in_cash'],
    sign: -1,
    en: 'net decrease in cash | decrease in cash',
    zh: '现金净减少额',
  },
  {
    names: ['free_cash_flow'],
    en: 'free cash flow | fcf | free cash | free cash flows | free cash generation',
    zh: '自由现金流 | 自由现金流量 | fcf',
  },
  { names: ['funds_from_operations'], en: 'funds from operations | ffo', zh: '营运资金 | ffo' },
  {
    names: ['shareholder_payout'],
    en: 'shareholder payout | shareholder returns | shareholder distributions | dividends and buybacks paid',
    zh: '股东派付 | 股东回报总额 | 股息与回购合计',
  },

  // Margins and ratios
  {
    names: ['gross_margin'],
    en: 'gross margin | gross profit margin | gm',
    zh: '毛利率 | 销售毛利率 | 综合毛利率 | 整体毛利率 | 売上総利益率',
  },
  {
    names: ['operating_margin', 'ebit_margin'],
    en: 'operating margin | operating profit margin | operating income margin',
    zh: '营业利润率 | 经营利润率 | 运营利润率 | 经营溢利率 | 営業利益率 | 営業利润率',
  },
  {
    names: ['ebit_margin', 'operating_margin'],
    en: 'ebit margin',
    zh: '息税前利润率 | ebit利润率',
  },
  { names: ['pretax_margin'], en: 'pretax margin | pre tax margin', zh: '税前利润率' },
  {
    names: ['net_margin'],
    en: 'net margin | net profit margin | net income margin | profit margin',
    zh: '净利率 | 净利润率 | 销售净利率 | 归母净利率',
  },
  {
    names: ['gross_margin', 'operating_margin', 'net_margin', 'fcf_margin', 'ebit_margin'],
    en: 'margin | margins',
    zh: '利润率',
  },
  {
    names: ['fcf_margin'],
    en: 'free cash flow margin | fcf margin',
    zh: '自由现金流率 | 自由现金流利润率 | 自由现金流占营收比 | 自由现金流占收入比',
  },
  {
    names: ['normalised_ebit_margin'],
    en: 'normalised ebit margin | normalized ebit margin | average ebit margin',
    zh: '常态息税前利润率',
  },
  {
    names: ['rd_to_revenue'],
    en: 'r&d to revenue | r&d intensity | r&d ratio | research intensity | r&d to sales',
    zh: '研发费用率 | 研发强度 | 研发费用占营收比 | 研发投入占比 | 研发占比 | 研发费用占比',
  },
  {
    names: ['sga_to_revenue'],
    en: 'sg&a to revenue | sg&a ratio | sg&a to sales',
    zh: '销售及管理费用率 | 销售管理费用率 | 销管费用率',
  },
  {
    names: ['sbc_to_revenue'],
    en: 'stock based compensation to revenue | sbc to revenue',
    zh: '股份支付占营收比',
  },
  {
    names: ['capex_to_revenue'],
    en: 'capital expenditure to revenue | capex to revenue | capex to sales | capital intensity',
    zh: '资本开支占营收比 | 资本支出占营收比 | 资本密集度',
  },
  {
    names: ['capex_to_depreciation'],
    en: 'capex to depreciation | capital expenditure to depreciation',
    zh: '资本开支与折旧之比 | 资本开支折旧比',
  },
  {
    names: ['effective_tax_rate'],
    en: 'effective tax rate | tax rate',
    zh: '实际税率 | 有效税率 | 实际所得税率 | 有效所得税率 | 所得税率 | 税率',
  },
  {
    names: ['roe'],
    en: 'return on equity | roe | return on shareholders equity | return on book equity',
    zh: '净资产收益率 | 股东权益回报率 | 净资产回报率 | 权益回报率 | 股本回报率 | roe',
  },
  {
    names: ['roa'],
    en: 'return on assets | roa | return on total assets',
    zh: '总资产收益率 | 资产回报率 | 总资产回报率 | 资产收益率 | roa',
  },
  {
    names: ['roic'],
    en: 'return on invested capital | roic | return on capital',
    zh: '投入资本回报率 | 投入资本的回报率 | 投资资本回报率 | 资本回报率 | roic',
  },
  { names: ['return_on_tangible_capital'], en: 'return on tangible capital', zh: '有形资本回报率' },
  { names: ['gross_profitability'], en: 'gross profitability', zh: '毛盈利能力' },
  {
    names: ['asset_turnover'],
    en: 'asset turnover | total asset turnover',
    zh: '总资产周转率 | 资产周转率 | 资产周转次数',
  },
  {
    names: ['equity_multiplier'],
    en: 'equity multiplier | financial leverage',
    zh: '权益乘数 | 财务杠杆倍数',
  },
  {
    names: ['cash_conversion'],
    en: 'cash conversion | cash conversion ratio | earnings to cash conversion',
    zh: '净利润现金含量 | 现金转化率 | 净现比 | 盈利现金含量 | 现金含量',
  },
  {
    names: ['fcf_conversion'],
    en: 'free cash flow conversion | fcf conversion',
    zh: '自由现金流转化率',
  },
  { names: ['accruals_ratio'], en: 'accruals ratio | accrual ratio', zh: '应计比率 | 应计比例' },
  {
    names: ['dividend_payout'],
    en: 'dividend payout | payout ratio | dividend payout ratio',
    zh: '股息支付率 | 派息率 | 分红率 | 分红比例 | 派息比率 | 股利支付率',
  },
  {
    names: ['total_payout'],
    en: 'dividend and buyback payout | total payout | total payout ratio',
    zh: '股息与回购支付率 | 总支付率 | 股东总回报率',
  },
  {
    names: ['ffo_payout'],
    en: 'ffo payout | funds from operations payout | payout of funds from operations',
    zh: '营运资金派息率 | ffo 派息率 | ffo派息率',
  },
  {
    names: ['debt_to_equity'],
    en: 'debt to equity | debt to equity ratio | d/e | d/e ratio | debt/equity | gearing | leverage ratio',
    zh: '有息负债权益比 | 债务权益比 | 债务股本比 | 产权比率 | 有息负债与权益之比',
  },
  {
    names: ['debt_to_assets'],
    en: 'debt to assets | debt to assets ratio | debt to total assets',
    zh: '有息负债率 | 有息资产负债率 | 债务资产比 | 有息负债占总资产比',
  },
  { names: ['debt_to_capital'], en: 'debt to capital', zh: '债务资本比 | 有息负债资本比' },
  {
    names: ['liabilities_to_assets'],
    en: 'liabilities to assets | liabilities to assets ratio | liabilities to total assets',
    zh: '资产负债率 | 负债率',
  },
  {
    names: ['net_debt_to_ebitda'],
    en: 'net debt to ebitda | net debt/ebitda | net leverage | net debt / ebitda',
    zh: '净负债 / ebitda | 净负债/ebitda | 净债务/ebitda | 净负债与ebitda之比 | 净杠杆率',
  },
  {
    names: ['interest_cover'],
    en: 'interest cover | interest coverage | interest coverage ratio | times interest earned | interest was covered | interest is covered | interest covered | covered interest | covered its interest | covers its interest',
    zh: '利息保障倍数 | 利息覆盖倍数 | 利息备付率 | 利息保障',
  },
  { names: ['current_ratio'], en: 'current ratio', zh: '流动比率' },
  { names: ['quick_ratio'], en: 'quick ratio | acid test ratio', zh: '速动比率' },
  { names: ['cash_ratio'], en: 'cash ratio', zh: '现金比率' },
  {
    names: ['receivable_days'],
    en: 'receivable days | receivables days | days sales outstanding | dso | dsos | collection period | days of receivables',
    zh: '应收账款周转天数 | 应收周转天数 | 应收账款周转日 | 回款天数 | 收款天数',
  },
  {
    names: ['inventory_days'],
    en: 'inventory days | days of inventory | days inventory outstanding | dio | days inventory',
    zh: '存货周转天数 | 库存周转天数 | 存货周转日',
  },
  {
    names: ['payable_days'],
    en: 'payable days | payables days | days payable outstanding | dpo | days payables outstanding',
    zh: '应付账款周转天数 | 应付周转天数 | 付款周期',
  },
  {
    names: ['cash_conversion_cycle'],
    en: 'cash conversion cycle | ccc | cash cycle',
    zh: '现金循环周期 | 现金周转周期 | 现金转换周期',
  },
  {
    names: ['efficiency_ratio'],
    en: 'efficiency ratio | cost to income ratio | cost income ratio',
    zh: '成本收入比',
  },
  {
    names: ['equity_to_assets'],
    en: 'equity to assets | equity ratio',
    zh: '权益资产比 | 股东权益比率 | 权益占总资产 | 权益占资产 | 净资产占总资产 | 股东权益占总资产',
  },
  { names: ['loss_ratio'], en: 'loss ratio | claims ratio', zh: '赔付率' },
  { names: ['expense_ratio'], en: 'expense ratio', zh: '费用率' },
  { names: ['combined_ratio'], en: 'combined ratio', zh: '综合成本率' },
  {
    names: ['net_interest_margin'],
    en: 'net interest margin | net interest margin on assets | nim',
    zh: '净息差 | 净利息收益率',
  },
  {
    names: ['provision_ratio'],
    en: 'provision ratio | provision to loans | provisions to loans | credit cost',
    zh: '拨备比率 | 信用成本',
  },
  {
    names: ['loans_to_deposits'],
    en: 'loans to deposits | loan to deposit ratio | loans to deposits ratio',
    zh: '存贷比 | 贷存比',
  },
  {
    names: ['sustainable_growth'],
    en: 'sustainable growth | sustainable growth rate',
    zh: '可持续增长率',
  },
  {
    names: ['dcf_growth'],
    en: 'assumes growth | growth assumed in the dcf | assumed growth | assumed growth rate',
    zh: 'dcf 假设增长率 | 假设增长率 | 假设的增长',
  },

  // Growth
  {
    names: ['revenue_growth'],
    en: 'revenue growth | sales growth | top line growth | growth in revenue | growth in sales | revenue growth rate | growth of revenue',
    zh: '营收增长率 | 收入增长率 | 营业收入增长率 | 营业总收入增长率 | 营收增速 | 收入增速 | 营收增幅 | 收入增幅 | 营收同比增速 | 营业收入增速',
  },
  {
    names: ['gross_profit_growth'],
    en: 'gross profit growth | growth in gross profit',
    zh: '毛利增长率 | 毛利增速 | 毛利润增速',
  },
  {
    names: ['operating_income_growth'],
    en: 'operating income growth | operating profit growth | growth in operating income | growth in operating profit',
    zh: '营业利润增长率 | 营业利润增速 | 经营利润增速 | 经营利润增长率',
  },
  {
    names: ['net_income_growth'],
    en: 'net income growth | net profit growth | profit growth | earnings growth | growth in net income | growth in net profit | bottom line growth',
    zh: '净利润增长率 | 净利润增速 | 归母净利润增速 | 归母净利润增长率 | 利润增速 | 净利增速 | 净利润增幅 | 利润增长率 | 盈利增速',
  },
  {
    names: ['eps_growth'],
    en: 'diluted eps growth | eps growth | growth in eps | earnings per share growth | growth in earnings per share',
    zh: '稀释每股收益增长率 | 每股收益增长率 | 每股收益增速 | eps增速',
  },
  {
    names: ['free_cash_flow_growth'],
    en: 'free cash flow growth | fcf growth | growth in free cash flow',
    zh: '自由现金流增长率 | 自由现金流增速',
  },
  {
    names: ['share_count_change'],
    en: 'change in share count | share count change | change in the share count',
    zh: '股数变动率 | 股数变动',
  },
  {
    names: ['revenue_cagr_3y', 'revenue_cagr_5y', 'revenue_cagr_10y'],
    en: 'revenue cagr | sales cagr',
    zh: '营收复合增长率 | 收入复合增长率 | 营收复合增速 | 收入复合增速 | 营收年均复合增长率 | 收入年均复合增长率',
  },
  {
    names: ['revenue_cagr_3y'],
    en: 'revenue cagr, 3 years | three year revenue cagr | 3 year revenue cagr',
    zh: '营收三年复合增长率 | 收入三年复合增长率',
  },
  {
    names: ['revenue_cagr_5y'],
    en: 'revenue cagr, 5 years | five year revenue cagr | 5 year revenue cagr',
    zh: '营收五年复合增长率 | 收入五年复合增长率',
  },
  {
    names: ['revenue_cagr_10y'],
    en: 'revenue cagr, 10 years | ten year revenue cagr | 10 year revenue cagr',
    zh: '营收十年复合增长率 | 收入十年复合增长率',
  },
  {
    names: ['net_income_cagr_5y'],
    en: 'net income cagr | net income cagr, 5 years | five year net income cagr | 5 year net income cagr',
    zh: '净利润五年复合增长率 | 净利润复合增长率 | 净利润复合增速',
  },
  {
    names: ['eps_cagr_3y', 'eps_cagr_5y'],
    en: 'eps cagr | diluted eps cagr',
    zh: '每股收益复合增长率',
  },
  {
    names: ['eps_cagr_3y'],
    en: 'diluted eps cagr, 3 years | three year eps cagr | 3 year eps cagr',
    zh: '稀释每股收益三年复合增长率 | 每股收益三年复合增长率',
  },
  {
    names: ['eps_cagr_5y'],
    en: 'diluted eps cagr, 5 years | five year eps cagr | 5 year eps cagr',
    zh: '稀释每股收益五年复合增长率 | 每股收益五年复合增长率',
  },
  {
    names: ['free_cash_flow_cagr_5y'],
    en: 'free cash flow cagr, 5 years | free cash flow cagr | five year free cash flow cagr',
    zh: '自由现金流五年复合增长率 | 自由现金流复合增长率',
  },
  {
    names: ['fcf_per_share_cagr_5y'],
    en: 'free cash flow per share cagr, 5 years | free cash flow per share cagr | fcf per share cagr',
    zh: '每股自由现金流五年复合增长率 | 每股自由现金流复合增长率',
  },
  {
    names: ['receivables_ahead_of_sales'],
    en: 'receivables ahead of sales | receivables growth ahead of sales',
    zh: '应收账款增长超出营收 | 应收账款增速超出营收',
  },
  {
    names: ['inventory_ahead_of_sales'],
    en: 'inventory ahead of sales | inventory growth ahead of sales',
    zh: '存货增长超出营收 | 存货增速超出营收',
  },

  // Scores
  {
    names: ['f_score'],
    en: 'f score | piotroski f score | piotroski score',
    zh: 'f 分 | f分 | f评分 | f得分 | 皮奥特罗斯基评分',
  },
  { names: ['m_score'], en: 'm score | beneish m score', zh: 'm 分 | m分 | m评分 | m得分' },
  {
    names: ['altman_z_private', 'altman_z_other', 'altman_z_without_market'],
    en: 'z score | altman z score | altman z',
    zh: 'z 分 | z分 | z评分 | z值',
  },
  ...[
    'f_testable',
    'f_passed',
    'f_roa',
    'f_cash_flow',
    'f_roa_change',
    'f_accrual',
    'f_leverage',
    'f_liquidity',
    'f_shares',
    'f_margin',
    'f_turnover',
    'graham_liquidity',
    'graham_debt',
    'graham_utility_debt',
    'graham_earnings',
    'graham_dividends',
    'graham_growth',
    'altman_working_capital',
    'altman_retained_earnings',
    'altman_ebit',
    'altman_equity',
    'altman_sales',
    'm_receivables',
    'm_gross_margin',
    'm_asset_quality',
    'm_sales',
    'm_depreciation',
    'm_expenses',
    'm_leverage',
    'm_accruals',
  ].map((name) => ({ names: [name], en: name.replaceAll('_', ' '), zh: '' })),

  // Market figures of an exhibit; a company without the exhibit has none of them.
  {
    names: ['pe_ttm', 'pe', 'pe_forward'],
    en: 'p/e | pe | p/e ratio | pe ratio | price to earnings | price to earnings ratio | price earnings ratio | earnings multiple | trailing p/e | forward p/e | times earnings',
    zh: '市盈率 | 动态市盈率 | 静态市盈率 | 滚动市盈率 | pe',
  },
  {
    names: ['pb', 'pb_mrq'],
    en: 'p/b | pb | p/b ratio | price to book | price to book ratio',
    zh: '市净率 | pb',
  },
  {
    names: ['ps', 'ps_ttm'],
    en: 'p/s | p/s ratio | price to sales | price to sales ratio',
    zh: '市销率 | ps',
  },
  { names: ['ev_ebitda'], en: 'ev/ebitda | ev to ebitda', zh: '企业价值倍数 | ev/ebitda' },
  {
    names: ['market_cap'],
    en: 'market cap | market capitalisation | market capitalization | market value',
    zh: '总市值 | 市值',
  },
  { names: ['enterprise_value'], en: 'enterprise value | ev', zh: '企业价值' },
  { names: ['dividend_yield'], en: 'dividend yield | yield', zh: '股息率 | 股息收益率' },
  { names: ['fcf_yield'], en: 'free cash flow yield | fcf yield', zh: '自由现金流收益率' },
  {
    names: ['price', 'close'],
    en: 'share price | stock price | price | closing price | last price | current price | market price | trades at | trading at',
    zh: '股价 | 收盘价 | 现价 | 最新价 | 当前价格',
  },
  { names: ['peg'], en: 'peg | peg ratio', zh: 'peg' },
  { names: ['beta'], en: 'beta', zh: '贝塔系数 | 贝塔' },
]

/** The figure whose change from the year before a growth figure is. */
export const GROWTH_OF: Readonly<Record<string, string>> = {
  revenue_growth: 'revenue',
  gross_profit_growth: 'gross_profit',
  operating_income_growth: 'operating_income',
  net_income_growth: 'net_income',
  eps_growth: 'eps_diluted_adjusted',
  free_cash_flow_growth: 'free_cash_flow',
  share_count_change: 'shares_diluted_adjusted',
}
/** Compound growth figures: of which figure, over how many years. */
export const CAGR_OF: Readonly<Record<string, readonly [string, number]>> = {
  revenue_cagr_3y: ['revenue', 3],
  revenue_cagr_5y: ['revenue', 5],
  revenue_cagr_10y: ['revenue', 10],
  net_income_cagr_5y: ['net_income', 5],
  eps_cagr_3y: ['eps_diluted_adjusted', 3],
  eps_cagr_5y: ['eps_diluted_adjusted', 5],
  free_cash_flow_cagr_5y: ['free_cash_flow', 5],
  fcf_per_share_cagr_5y: ['fcf_per_share', 5],
}
/** Ratios that are one figure over another: a sentence may name the two parts instead. */
export const RATIO_OF: Readonly<Record<string, readonly [readonly string[], string]>> = {
  gross_margin: [['gross_profit'], 'revenue'],
  operating_margin: [['operating_income'], 'revenue'],
  ebit_margin: [['ebit'], 'revenue'],
  pretax_margin: [['pretax_income'], 'revenue'],
  net_margin: [['net_income'], 'revenue'],
  fcf_margin: [['free_cash_flow'], 'revenue'],
  rd_to_revenue: [['research_and_development'], 'revenue'],
  sga_to_revenue: [['selling_general_administrative'], 'revenue'],
  sbc_to_revenue: [['stock_based_compensation'], 'revenue'],
  capex_to_revenue: [['capex'], 'revenue'],
  effective_tax_rate: [['income_tax'], 'pretax_income'],
  cash_conversion: [['operating_cash_flow'], 'net_income'],
  fcf_conversion: [['free_cash_flow'], 'net_income'],
  dividend_payout: [['dividends_paid'], 'net_income'],
  total_payout: [['dividends_paid', 'buybacks'], 'net_income'],
  debt_to_equity: [['total_debt'], 'equity_parent'],
  debt_to_assets: [['total_debt'], 'total_assets'],
  liabilities_to_assets: [['total_liabilities'], 'total_assets'],
  equity_to_assets: [['total_equity'], 'total_assets'],
  current_ratio: [['current_assets'], 'current_liabilities'],
  cash_ratio: [['cash', 'short_term_investments'], 'current_liabilities'],
  capex_to_depreciation: [['capex'], 'depreciation_amortization'],
  loans_to_deposits: [['loans'], 'deposits'],
  interest_cover: [['ebit'], 'interest_expense'],
  equity_multiplier: [['total_assets'], 'equity_parent'],
  net_debt_to_ebitda: [['net_cash'], 'ebitda'],
}
/** Figures whose name words may stand beside a ratio without naming another figure. */
export const PARTS_OF: Readonly<Record<string, readonly string[]>> = {
  roe: ['equity_parent', 'total_equity', 'net_income'],
  roa: ['total_assets', 'net_income'],
  roic: ['invested_capital', 'nopat'],
  asset_turnover: ['total_assets', 'revenue'],
  receivable_days: ['receivables'],
  inventory_days: ['inventory'],
  payable_days: ['payables'],
  ffo_payout: ['funds_from_operations', 'dividends_paid', 'dividends_per_share'],
  combined_ratio: ['premiums_earned', 'claims_incurred'],
  loss_ratio: ['premiums_earned', 'claims_incurred'],
  expense_ratio: ['premiums_earned', 'underwriting_expenses'],
  provision_ratio: ['loans', 'provision_for_credit_losses'],
  efficiency_ratio: ['noninterest_expense', 'revenue'],
  net_interest_margin: ['net_interest_income'],
  dcf_growth: ['free_cash_flow'],
  net_cash: ['total_debt', 'cash'],
}
/** The figure per share of an amount, for "per share, free cash flow came to". */
export const PER_SHARE_OF: Readonly<Record<string, string>> = {
  revenue: 'revenue_per_share',
  free_cash_flow: 'fcf_per_share',
  cash: 'cash_per_share',
  equity_parent: 'book_value_per_share',
  net_income: 'eps_diluted',
  dividends_paid: 'dividends_per_share',
}
/** The days that a balance stands for, for "inventory turns in 11 days". */
export const DAYS_OF: Readonly<Record<string, string>> = {
  receivables: 'receivable_days',
  inventory: 'inventory_days',
  payables: 'payable_days',
}
