/**
 * The page of a copy: opens from the unpacked folder without a network, a server or a script, and shows everything
 * that is in it, in Chinese and English. Everything a person wrote is escaped; the page may load nothing but the
 * files beside it. @server
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, minguo, zone } from '../calendar/day.ts';
import { type Html, html, linkTo } from './html.ts';
import { type Label, labels } from './labels.ts';
import type { CadrePart, FilePart, GradePart, OutcomePart, Portfolio, VersionPart } from './portfolio.ts';

const style = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8');

export function pageOf(portfolio: Portfolio): string {
  const { student, school, madeAt, outcomes, grades, cadre } = portfolio;
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
  ['grades', labels.grades, grades.length] as const,
  ['cadre', labels.cadre, cadre.length] as const,
].map(([id, label, count]) => html`<a href="#${id}">${both(label)} <b>${count}</b></a>`)}
</nav>
</header>
<main>
${registrations(portfolio)}
<section id="outcomes"><h2>${both(labels.outcomes)}</h2>${orNothing(outcomes, bySemester(outcomes, outcome))}</section>
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
${one.selections.map(
  ({ schoolYear, batch, selectedAt, endedAt }) =>
    html`<span>${both(endedAt ? labels.selectedOnce : labels.selected)} ${schoolYear}-${batch}　${moment(selectedAt)}${endedAt ? html`–${moment(endedAt)}` : ''}</span>`,
)}</p>
${one.versions.map((version, index) => (index === 0 ? theVersion(version) : html`<details><summary>${both(labels.earlier)} ${version.number}</summary>${theVersion(version)}</details>`))}
</article>`;
}

function theVersion({ number, description, handedInAt, files, decisions, receipt }: VersionPart): Html {
  return html`<p class="text">${description}</p>
<p class="facts">${both(labels.version)} ${number}　${both(labels.handedIn)} ${moment(handedInAt)}
${receipt ? html`<a href="${linkTo(receipt)}">${both(labels.receipt)}</a>` : ''}</p>
<ul class="decisions">${decisions.map(
    ({ decision, by, at, reason, withdrawnAt }) =>
      html`<li><b>${both(labels.decision[decision])}</b> ${by}　${moment(at)}${withdrawnAt ? html`　${both(labels.takenBack)} ${moment(withdrawnAt)}` : ''}
${reason ? html`<p class="text">${reason}</p>` : ''}</li>`,
  )}</ul>
${files.map(shownFile)}`;
}

/** Pictures, sound and films play in the page; a document opens in its own window. */
export function shownFile({ path, name, size, mediaType, sha256 }: FilePart): Html {
  const facts = html`<small>${Math.ceil(size / 1024).toLocaleString('en')} KB　SHA-256 <code>${sha256.slice(0, 16)}…</code></small>`;
  if (path === null) return html`<p class="missing">${name}：${both(labels.missing)} ${facts}</p>`;
  const link = linkTo(path);
  return html`<figure>${
    mediaType.startsWith('image/')
      ? html`<a href="${link}"><img src="${link}" alt="${name}" loading="lazy"></a>`
      : mediaType.startsWith('video/')
        ? html`<video src="${link}" controls preload="metadata"></video>`
        : mediaType.startsWith('audio/')
          ? html`<audio src="${link}" controls preload="metadata"></audio>`
          : ''
  }<figcaption><a href="${link}">${name}</a> ${facts}</figcaption></figure>`;
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

const heading = (label: Label): Html => html`<th scope="col">${both(label)}</th>`;

function both([chinese, english]: Label): Html {
  return html`${chinese} <span lang="en">${english}</span>`;
}

const day = (iso: string): string => minguo(iso);

function moment(iso: string): string {
  const at = new Date(iso);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(at);
  return `${minguo(dayOf(at))} ${time}`;
}
