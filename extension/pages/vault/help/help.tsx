// The section "Help": search and list on the inline start side, an article beside. All of it is in the extension, and it
// is shown whether the vault is open, locked or not there at all. The page's address names the article.

import { useEffect, useRef, useState } from 'preact/hooks';
import { takeWanted } from '../../help-links.js';
import { Icon } from '../../icons.js';
import { Note } from '../../parts.js';
import { Marked } from '../marked.js';
import type { Article, Block } from './article.js';
import { articles } from './articles.js';
import { ReportView } from './report.js';
import type { Hit } from './search.js';
import { find } from './search.js';
import { helpTexts } from './texts.js';

const REPORT = 'report';

/** What the address names behind `#help/`. */
const named = () => location.hash.split('/')[1] ?? '';

export function HelpSection() {
  const [query, setQuery] = useState(takeWanted);
  const [page, setPage] = useState(named());
  useEffect(() => {
    const follow = () => setPage(named());
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const hits = find(articles, query);
  // What was opened stays open; where nothing is found, nothing stands there as if it were.
  const article = articles.find(({ id }) => id === page) ?? hits[0]?.article;
  const isReport = page === REPORT;
  return (
    <div class="help">
      <aside>
        <label class="field">
          <Icon name="search" />
          <input
            id="help-search"
            type="search"
            aria-label={helpTexts.search}
            placeholder={helpTexts.search}
            autocomplete="off"
            value={query}
            onInput={({ currentTarget }) => setQuery(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || !hits[0]) return;
              location.hash = `#help/${hits[0].article.id}`;
            }}
          />
        </label>
        <p class="visually-hidden" role="status">
          {query !== '' && helpTexts.found(hits.length)}
        </p>
        <nav aria-label={helpTexts.articles}>
          {hits.length === 0 && <p class="small second inline">{helpTexts.none(query)}</p>}
          {hits.map((hit) => (
            <HitLink key={hit.article.id} hit={hit} query={query} now={!isReport && hit.article === article} />
          ))}
          <a class="hit report" href={`#help/${REPORT}`} aria-current={isReport ? 'page' : undefined}>
            <b>{helpTexts.report}</b>
          </a>
        </nav>
      </aside>
      <main>{isReport ? <ReportView /> : article && <ArticleView key={article.id} article={article} />}</main>
    </div>
  );
}

const HitLink = ({ hit, query, now }: { readonly hit: Hit; readonly query: string; readonly now: boolean }) => (
  <a class="hit" href={`#help/${hit.article.id}`} data-article={hit.article.id} aria-current={now ? 'page' : undefined}>
    <b>
      <Marked text={hit.article.title} query={query} />
    </b>
    {query !== '' && (
      <span>
        <Marked text={hit.why} query={query} />
      </span>
    )}
  </a>
);

function ArticleView({ article: { id, title, lead, blocks } }: { readonly article: Article }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever chose an article reads on there; whoever is typing in the search goes on typing.
    if (document.activeElement?.id !== 'help-search' && named() === id) heading.current?.focus();
  }, [id]);
  return (
    <article class="article" data-shown={id}>
      <h1 class="display" ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p class="lead second">{lead}</p>
      {blocks.map((block, at) => (
        <BlockView key={at} block={block} />
      ))}
      <p class="small second end">
        {helpTexts.stuck} <a href={`#help/${REPORT}`}>{helpTexts.report}</a>
      </p>
    </article>
  );
}

function BlockView({ block }: { readonly block: Block }) {
  if (typeof block === 'string') return <p>{block}</p>;
  if ('heading' in block) return <h2 class="title">{block.heading}</h2>;
  if ('beware' in block) return <Note tone="warn" text={block.beware} />;
  if ('steps' in block)
    return (
      <ol class="do">
        {block.steps.map((step) => (
          <li key={step}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
    );
  return (
    <ul class="points">
      {block.points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}
