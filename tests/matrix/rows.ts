/** The rows of the matrix, topic by topic. An endpoint without its row fails the tests. */
import type { MatrixRow } from './row.ts';
import { ofAccounts } from './rows/accounts.ts';
import { ofCadre } from './rows/cadre.ts';
import { ofCalendar } from './rows/calendar.ts';
import { ofCertification } from './rows/certification.ts';
import { ofCopies } from './rows/copies.ts';
import { ofCounselling } from './rows/counselling.ts';
import { ofCourses } from './rows/courses.ts';
import { ofHistory } from './rows/history.ts';
import { ofImports } from './rows/imports.ts';
import { ofLedger } from './rows/ledger.ts';
import { ofNotices } from './rows/notices.ts';
import { ofOutcomes } from './rows/outcomes.ts';
import { ofOverviews } from './rows/overviews.ts';
import { ofPerformances } from './rows/performances.ts';
import { ofQuestions } from './rows/questions.ts';
import { ofReceiptDetails } from './rows/receipt-details.ts';
import { ofRegister } from './rows/register.ts';
import { ofReopening } from './rows/reopening.ts';
import { ofShelf } from './rows/shelf.ts';
import { ofStatus } from './rows/status.ts';
import { ofSubmission } from './rows/submission.ts';

export const rows: readonly MatrixRow[] = [
  ...ofAccounts,
  ...ofCalendar,
  ...ofOutcomes,
  ...ofCertification,
  ...ofSubmission,
  ...ofReceiptDetails,
  ...ofImports,
  ...ofLedger,
  ...ofHistory,
  ...ofRegister,
  ...ofReopening,
  ...ofStatus,
  ...ofCourses,
  ...ofQuestions,
  ...ofCadre,
  ...ofCounselling,
  ...ofCopies,
  ...ofNotices,
  ...ofOverviews,
  ...ofPerformances,
  ...ofShelf,
];
