/**
 * The page of a copy: opens from the unpacked folder without a network, a server or a script, and shows everything
 * that is in it, in Chinese and English. Everything a person wrote is escaped; the page may load nothing but the
 * files beside it. @server
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html, linkTo } from './html.ts';
import { labels } from './labels.ts';
import { both, day, heading, moment, shownFile } from './pieces.ts';
import type {
  CadrePart,
  GradePart,
  OutcomePart,
  PerformancePart,
  PerformanceVersionPart,
  Portfolio,
  SelectionPart,
  ShelfPart,
  VersionPart,
} from './portfolio.ts';

const style = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');

export function pageOf(portfolio: Portfolio): string {
  const { student, school, madeAt, outcomes, performances, shelf, grades, cadre } = portfolio;
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src file: 'self'; media-src file: 'self'; form-action 'none'; base-uri 'none'";
  const page = html`<html lang="zh-Hant-TW">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${student.name} ${labels.title[0]}</title>
<style>${html.trusted(style)}</style>
</head>
<body>
<header>
<p>${school.name}</p>
<h1>${student.name}<small>${both(labels.title)}</small></h1>
<p>${both(labels.madeAt)} ${moment(madeAt)}</p>
<nav aria-label="${labels.contents[0]}">
${[
  ['outcomes', labels.outcomes, outcomes.length] as const,
  ['performances', labels.performances, performances.length] as const,
  ['shelf', labels.shelf, shelf.length] as const,
  ['grades', labels.grades, grades.length] as const,
  ['cadre', labels.cadre, cadre.length] as const,
].map(([id, label, count]) => html`<a href="#${id}">${both(label)} <b>${count}</b></a>`)}
</nav>
</header>
<main>
${registrations(portfolio)}
<section id="outcomes"><h2>${both(labels.outcomes)}</h2>${orNothing(outcomes, bySemester(outcomes, outcome))}</section>
<section id="performances"><h2>${both(labels.performances)}</h2>${orNothing(performances, bySemester(performances, performance))}</section>
<section id="shelf"><h2>${both(labels.shelf)}</h2>${orNothing(shelf, bySemester(shelf, keptItem))}</section>
<section id="grades"><h2>${both(labels.grades)}</h2>${orNothing(grades, bySemester(grades, undefined, gradeTable))}</section>
<section id="cadre"><h2>${both(labels.cadre)}</h2>${orNothing(cadre, cadreTable(cadre))}</section>
</main>
<footer><p>${both(labels.checked)}</p></footer>
</body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}

function registrations({ student }: Portfolio): Html {
  return html`<section><h2>${both(labels.school)}</h2>
${student.registrations.map(
  (
    one,
  ) => html`<table><caption>${one.number}　${both(labels.division[one.division])}　${day(one.startsOn)}–${one.endsOn ? day(one.endsOn) : ''}</caption>
<thead><tr>${[labels.semester, labels.class, labels.seat].map(heading)}</tr></thead>
<tbody>${one.placements.map(
    (at) =>
      html`<tr><td>${at.schoolYear}-${at.semester}</td><td>${at.className}</td><td>${at.seat ?? ''}</td></tr>`,
  )}</tbody></table>`,
)}</section>`;
}

function outcome(one: OutcomePart): Html {
  return html`<article>
<h4>${one.subject}${one.kind === 'ordinary' ? '' : html` <small>${both(labels.kind[one.kind])}</small>`}</h4>
<p class="facts"><code>${one.courseCode}</code>
${one.withdrawnAt ? html`<strong>${both(labels.withdrawn)} ${moment(one.withdrawnAt)}</strong>` : ''}
${one.selections.map(selection)}</p>
${piled(one.versions, theVersion)}
</article>`;
}

function selection({ schoolYear, batch, selectedAt, endedAt }: SelectionPart): Html {
  return html`<span>${both(endedAt ? labels.selectedOnce : labels.selected)} ${schoolYear}-${batch}　${moment(selectedAt)}${endedAt ? html`–${moment(endedAt)}` : ''}</span>`;
}

function theVersion({ number, description, handedInAt, files, decisions, receipt }: VersionPart): Html {
  return html`<p class="text">${description}</p>
${handedInFacts({ number, handedInAt, receipt })}
<ul class="decisions">${decisions.map(
    ({ decision, by, at, reason, withdrawnAt }) =>
      html`<li><b>${both(labels.decision[decision])}</b> ${by}　${moment(at)}${withdrawnAt ? html`　${both(labels.takenBack)} ${moment(withdrawnAt)}` : ''}
${reason ? html`<p class="text">${reason}</p>` : ''}</li>`,
  )}</ul>
${files.map(shownFile)}`;
}

function performance({ category, cadre, withdrawnAt, selections, versions }: PerformancePart): Html {
  const { title } = category;
  return html`<article>
<h4>${versions[0]?.name ?? ''} <small>${both([title['zh-TW'], title.en])}</small></h4>
<p class="facts">${withdrawnAt ? html`<strong>${both(labels.withdrawn)} ${moment(withdrawnAt)}</strong>` : ''}
${cadre ? html`<span>${both(labels.fromCadre)} ${cadre.schoolYear}-${cadre.semester}　${cadre.unit}　${cadre.post}</span>` : ''}
${selections.map(selection)}</p>
${piled(versions, performanceVersion)}
</article>`;
}

function performanceVersion(version: PerformanceVersionPart): Html {
  const { fields, description, link, files } = version;
  return html`<dl>${fields.map(
    ({ title, shown }) =>
      html`<dt>${both([title['zh-TW'], title.en])}</dt><dd>${shown['zh-TW']}${shown.en === shown['zh-TW'] ? '' : html` <span lang="en">${shown.en}</span>`}</dd>`,
  )}</dl>
<p class="text">${description}</p>
${link === '' ? '' : html`<p class="text">${both(labels.link)}　${outside(link)}</p>`}
${handedInFacts(version)}
${files.map(shownFile)}`;
}

function keptItem({ title, note, links, keptAt, files, ...tags }: ShelfPart): Html {
  const said = [...tags.competencies, ...tags.clusters].map(
    ({ name }) => html`<li>${both([name['zh-TW'], name.en])}</li>`,
  );
  const courses = tags.courses.map(
    ({ schoolYear, semester, subject }) => html`<li>${subject}（${schoolYear}-${semester}）</li>`,
  );
  return html`<article>
<h4>${title}</h4>
${note === '' ? '' : html`<p class="text">${note}</p>`}
${links.map((link) => html`<p class="text">${outside(link)}</p>`)}
${said.length + courses.length === 0 ? '' : html`<p class="facts">${both(labels.tags)}</p><ul>${[...said, ...courses]}</ul>`}
<p class="facts">${both(labels.keptAt)} ${moment(keptAt)}</p>
${files.map(shownFile)}
</article>`;
}

/** An address is written out whole, so that nobody is led anywhere unseen; only https can be followed. */
function outside(link: string): Html {
  return link.startsWith('https://')
    ? html`<a href="${link}" target="_blank" rel="noopener noreferrer nofollow">${link}</a>`
    : html`${link}`;
}

/** The version that stands, and the earlier ones folded away. */
function piled<V extends { number: number }>(versions: readonly V[], shown: (version: V) => Html): Html[] {
  return versions.map((version, index) =>
    index === 0
      ? shown(version)
      : html`<details><summary>${both(labels.earlier)} ${version.number}</summary>${shown(version)}</details>`,
  );
}

function handedInFacts({
  number,
  handedInAt,
  receipt,
}: Pick<VersionPart, 'number' | 'handedInAt' | 'receipt'>): Html {
  return html`<p class="facts">${both(labels.version)} ${number}　${both(labels.handedIn)} ${moment(handedInAt)}
${receipt ? html`<a href="${linkTo(receipt)}">${both(labels.receipt)}</a>` : ''}</p>`;
}

function gradeTable(grades: readonly GradePart[]): Html {
  return html`<div class="wide"><table>
<thead><tr>${[labels.subject, labels.credits, labels.score, labels.result, labels.words].map(heading)}</tr></thead>
<tbody>${grades.map(
    ({ subject, kind, credits, cells, result }) =>
      html`<tr><th scope="row">${subject}${
        kind === 'ordinary' ? '' : html` <small>${both(labels.kind[kind])}</small>`
      }</th><td>${credits}</td><td>${[
        cells.score,
        cells.makeUpScore,
        cells.secondMakeUpScore,
        cells.yearScore,
      ]
        .filter(Boolean)
        .join(
          ' / ',
        )}</td><td>${result === 'none' ? '' : both(labels.results[result])}</td><td>${cells.words ?? ''}</td></tr>`,
  )}</tbody></table></div>`;
}

function cadreTable(cadre: readonly CadrePart[]): Html {
  return html`<div class="wide"><table>
<thead><tr>${[labels.semester, labels.unit, labels.post, labels.from, labels.until].map(heading)}</tr></thead>
<tbody>${cadre.map(
    ({ schoolYear, semester, unit, post, startsOn, endsOn }) =>
      html`<tr><td>${schoolYear}-${semester}</td><td>${unit}</td><th scope="row">${post}</th><td>${day(startsOn)}</td><td>${day(endsOn)}</td></tr>`,
  )}</tbody></table></div>`;
}

/** Under a heading for each semester, in the order given. */
function bySemester<T extends { schoolYear: number; semester: number }>(
  parts: readonly T[],
  each?: (one: T) => Html,
  all?: (ones: readonly T[]) => Html,
): Html[] {
  const semesters = Map.groupBy(parts, ({ schoolYear, semester }) => `${schoolYear}-${semester}`);
  return [...semesters].map(
    ([name, ones]) =>
      html`<h3>${name} ${both(labels.semester)}</h3>${each ? ones.map(each) : ''}${all ? all(ones) : ''}`,
  );
}

const orNothing = (parts: readonly unknown[], shown: Html | Html[]): Html | Html[] =>
  parts.length === 0 ? html`<p>${both(labels.nothing)}</p>` : shown;
