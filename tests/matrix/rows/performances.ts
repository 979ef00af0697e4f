import { samplePerformances } from '../../../src/app/demo/performances.ts';
import * as performances from '../../../src/performances/contract.ts';
import * as office from '../../../src/performances/office-contract.ts';
import { classes, people } from '../../cast.ts';
import { announced, pdfFile } from '../../hand-in.ts';
import { list, type MatrixRow, one } from '../row.ts';

const file = pdfFile();
const work = { ...samplePerformances(114)['work'], description: '改過的' };
const ofLin = { registrationId: people.lin.registration };

export const ofPerformances: readonly MatrixRow[] = [
  list(performances.myPerformances),
  list(performances.startPerformance, () => ({ body: { category: 'other' } })),
  one(performances.takePostOver, ({ cadrePost }) => ({ body: { postId: cadrePost } })),
  one(performances.savePerformanceDraft, ({ performance: performanceId }) => ({
    params: { performanceId },
    body: { fields: {}, description: '', link: '', seen: null },
  })),
  one(performances.performanceDetail, ({ performance: performanceId }) => ({ params: { performanceId } })),
  one(performances.handInPerformance, ({ performance: performanceId }) => ({
    params: { performanceId },
    body: work,
  })),
  one(performances.putPerformanceFile, ({ performanceUpload: uploadId }) => ({
    params: { uploadId, slot: 'document' },
    bytes: file.bytes,
  })),
  one(performances.takePerformanceFileFromShelf, ({ performanceUpload: uploadId }) => ({
    params: { uploadId, slot: 'document' },
  })),
  one(performances.performanceUploadStatus, ({ performanceUpload: uploadId }) => ({ params: { uploadId } })),
  one(performances.performanceReceipt, ({ performance: performanceId, performanceVersion: versionId }) => ({
    params: { performanceId, versionId },
  })),
  one(
    performances.performanceReceiptPdf,
    ({ performance: performanceId, performanceVersion: versionId }) => ({
      params: { performanceId, versionId },
    }),
  ),
  one(performances.openPerformanceFile, ({ performance: performanceId, performanceVersion: versionId }) => ({
    params: { performanceId, versionId, slot: 'document' },
    body: {},
  })),
  one(performances.performanceFileBytes, ({ performanceToken: token }) => ({ params: { token } }), [
    'student',
  ]),
  list(performances.performanceHandedIn, () => ({ params: { sha256: announced(file).sha256 } })),
  one(performances.withdrawPerformance, ({ performance: performanceId }) => ({ params: { performanceId } })),
  list(performances.licences, () => ({ query: { text: '' } })),
  list(office.performanceClasses, () => ({ query: { schoolYear: 114 } })),
  one(office.performancesOfClass, () => ({ params: { classId: classes.dayOne.id } })),
  list(office.performanceList, () => ({ query: { schoolYear: 114, category: 'work' } })),
  one(office.performancesOfStudent, () => ({ params: ofLin })),
  one(office.performanceSummary, () => ({ params: ofLin })),
];
