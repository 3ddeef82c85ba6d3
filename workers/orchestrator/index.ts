export { app as default } from './app.ts'
export { ReportFeed } from './report-feed.ts'
export { ReportWorkflow } from './report-workflow.ts'
