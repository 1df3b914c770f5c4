/** 导入表格 from the file dialog to the result page, as a clerk does it. */
import type { WorkstationApp } from './workstation-app.ts';

/** what the window is doing: `reported` once the result page says that the rows are saved */
export type ImportStage = 'reading' | 'checking' | 'committing' | 'reported';

export async function importTable(
  app: WorkstationApp,
  path: string,
  onStage: (stage: ImportStage) => void = () => undefined,
): Promise<void> {
  await openTable(app, path, onStage);
  onStage('committing');
  await app.id('import.commit').click();
  await app.id('import.done').waitFor();
  onStage('reported');
}

/** Up to the preview, where nothing is saved yet. Starts on the page 导入表格 or on the result page of another import. */
export async function openTable(app: WorkstationApp, path: string, onStage: (stage: ImportStage) => void = () => undefined): Promise<void> {
  await app.answerOpenDialog(path);
  if (await app.id('import.again').isVisible()) await app.id('import.again').click();
  onStage('reading');
  await app.id('import.choose').click();
  await app.id('import.next').click();
  onStage('checking');
  await app.id('import.commit').waitFor();
}
