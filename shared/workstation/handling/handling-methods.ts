/** The methods of {@link HandlingApi}, and those of the letters that belong to them; each hands its input to letters/. */
import { ok } from '#shared/domain/result.ts';
import { LetterMethods } from '../letters/letter-methods.ts';
import type { LettersApi } from '../letters/letters-api.ts';
import type { HandlingApi } from './handling-api.ts';
import { handlingOverview } from './handling-overview.ts';
import { inquiryRows } from './inquiries.ts';
import { beginDecisionLetter } from './review-letter.ts';
import { reviewRows, setReviewTarget, stepReview } from './reviews.ts';
import { beginTransfer, checkTransfer, saveDeliveryReceipt, setTransferItems, transferDetail, transferRows } from './transfers.ts';

export abstract class HandlingMethods
  extends LetterMethods
  implements HandlingApi, Pick<LettersApi, 'checkTransfer' | 'reviews' | 'stepReview'>
{
  handlingOverview: HandlingApi['handlingOverview'] = async () => this.withOpened(({ context }) => ok(handlingOverview(context)));

  transfers: HandlingApi['transfers'] = async () => this.withOpened(({ context }) => ok(transferRows(context)));
  transferDetail: HandlingApi['transferDetail'] = async (letterId) => this.withOpened(({ context }) => transferDetail(context, letterId));
  beginTransfer: HandlingApi['beginTransfer'] = async (input) =>
    this.withOpened(({ context, vault }) => beginTransfer(context, vault, input));
  setTransferItems: HandlingApi['setTransferItems'] = async (input) =>
    this.withOpened(({ context, vault }) => setTransferItems(context, vault, input));
  checkTransfer: LettersApi['checkTransfer'] = async (input) => this.withOpened(({ context }) => checkTransfer(context, input));
  saveDeliveryReceipt: HandlingApi['saveDeliveryReceipt'] = async (input) =>
    this.withOpened(({ context }) => saveDeliveryReceipt(context, input));

  reviews: LettersApi['reviews'] = async () => this.withOpened(({ context }) => ok(reviewRows(context)));
  reviewDetails: HandlingApi['reviewDetails'] = async () => this.withOpened(({ context }) => ok(reviewRows(context)));
  stepReview: LettersApi['stepReview'] = async (input) => this.withOpened(({ context, vault }) => stepReview(context, vault, input));
  beginDecisionLetter: HandlingApi['beginDecisionLetter'] = async (reviewId) =>
    this.withOpened(({ context, vault }) => beginDecisionLetter(context, vault, reviewId));
  setReviewTarget: HandlingApi['setReviewTarget'] = async (input) => this.withOpened(({ context }) => setReviewTarget(context, input));

  inquiries: HandlingApi['inquiries'] = async (query) => this.withOpened(({ context }) => ok(inquiryRows(context, query)));
}
