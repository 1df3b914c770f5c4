/** The methods of {@link LettersApi}: each hands its input to the part that does the work (letters/). */
import { ok } from '#shared/domain/result.ts';
import type { WithOpened } from '../opened.ts';
import { sentRows } from '../packages/sent-rows.ts';
import { beginLetter } from './letter-begin.ts';
import { letterProblems } from './letter-check.ts';
import { addLetterFiles, discardDraft, registerLetter, removeTemplate, saveDraft, saveTemplate, templateRows } from './letter-drafts.ts';
import { exportLetters } from './letter-export.ts';
import { numberRows, proposedCode, reserveNumbers, voidNumber } from './letter-numbers.ts';
import { letterDetail, letterRows } from './letter-rows.ts';
import type { LettersApi } from './letters-api.ts';

export abstract class LetterMethods implements Omit<LettersApi, 'checkTransfer' | 'reviews' | 'stepReview'> {
  protected abstract readonly withOpened: WithOpened;

  letters: LettersApi['letters'] = async (query) => this.withOpened(({ context }) => ok(letterRows(context, query)));
  letterDetail: LettersApi['letterDetail'] = async (letterId) => this.withOpened(({ context }) => letterDetail(context, letterId));
  beginLetter: LettersApi['beginLetter'] = async (input) => this.withOpened(({ context, vault }) => beginLetter(context, vault, input));
  saveDraft: LettersApi['saveDraft'] = async (input) => this.withOpened(({ context, vault }) => saveDraft(context, vault, input));
  discardDraft: LettersApi['discardDraft'] = async (letterId) => this.withOpened(({ context }) => discardDraft(context, letterId));
  addLetterFiles: LettersApi['addLetterFiles'] = async (files) =>
    this.withOpened(({ context, vault }) => addLetterFiles(context, vault, files));
  previewLetter: LettersApi['previewLetter'] = async (input) => this.withOpened(({ letterIssues }) => letterIssues.preview(input));
  letterProblems: LettersApi['letterProblems'] = async (input) => this.withOpened(({ context }) => ok(letterProblems(context, input)));
  issueLetter: LettersApi['issueLetter'] = async (input) => this.withOpened(({ letterIssues }) => letterIssues.issue(input));
  readLetterPdf: LettersApi['readLetterPdf'] = async (letterId) => this.withOpened(({ letterIssues }) => letterIssues.readPdf(letterId));
  saveLetterPdf: LettersApi['saveLetterPdf'] = async (input) => this.withOpened(({ letterIssues }) => letterIssues.savePdf(input));
  saveLetterDocx: LettersApi['saveLetterDocx'] = async (input) => this.withOpened(({ letterIssues }) => letterIssues.saveDocx(input));
  exportLetters: LettersApi['exportLetters'] = async (input) =>
    this.withOpened(async (opened) => sentRows(opened, await exportLetters(opened.context, opened.vault, input)));
  registerLetter: LettersApi['registerLetter'] = async (input) =>
    this.withOpened(({ context, vault }) => registerLetter(context, vault, input));

  letterTemplates: LettersApi['letterTemplates'] = async () => this.withOpened(({ context }) => templateRows(context));
  saveTemplate: LettersApi['saveTemplate'] = async (input) => this.withOpened(({ context, vault }) => saveTemplate(context, vault, input));
  removeTemplate: LettersApi['removeTemplate'] = async (templateId) =>
    this.withOpened(({ context }) => removeTemplate(context, templateId));

  numberRegister: LettersApi['numberRegister'] = async () => this.withOpened(({ context }) => numberRows(context));
  proposedCode: LettersApi['proposedCode'] = async (kind) => this.withOpened(({ context }) => ok(proposedCode(context, kind)));
  reserveNumbers: LettersApi['reserveNumbers'] = async (input) => this.withOpened(({ context }) => reserveNumbers(context, input));
  voidNumber: LettersApi['voidNumber'] = async (input) => this.withOpened(({ context }) => voidNumber(context, input));
}
