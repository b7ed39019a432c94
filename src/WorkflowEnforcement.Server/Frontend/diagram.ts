// Shows the progress of a case on its flow chart. The page also holds the same in words, so a fault here costs no fact.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';

interface State {
  done?: Record<string, number>;
  current?: { element: string; label?: string }[];
  flows?: string[];
}

interface Box { x: number; y: number; width: number; height: number }

interface Shape extends Box { id: string; type: string; waypoints?: unknown[]; businessObject: { name?: string } }

interface Canvas {
  zoom(scale?: number | 'fit-viewport', center?: 'auto' | { x: number; y: number }): number;
  viewbox(box?: Box): { scale: number; inner: Box; outer: { width: number; height: number } };
  scroll(by: { dx: number; dy: number }): void;
  addMarker(element: string, marker: string): void;
  getGraphics(element: string): SVGElement | undefined;
}

interface Registry {
  get(id: string): Shape | undefined;
  forEach(visit: (element: Shape) => void): void;
}

interface Overlays {
  add(element: string, overlay: { position: { top?: number; bottom?: number; left?: number; right?: number }; html: HTMLElement; scale?: boolean }): void;
}

// The drawings leave room for words of 12 and, on flows, 11 px; so much larger, the smaller ones have 12 px on the screen.
const legibleScale = 1.1;

for (const place of document.querySelectorAll<HTMLElement>('[data-diagram-src]')) {
  show(place).catch((problem: unknown) => {
    console.warn(problem);
    const sentence = document.createElement('p');
    sentence.className = 'diagram-failed';
    sentence.setAttribute('role', 'status');
    sentence.textContent = place.dataset.wordFailed ?? '';
    place.replaceChildren(sentence);
    place.nextElementSibling?.setAttribute('open', '');
  });
}

async function show(place: HTMLElement): Promise<void> {
  const word = (key: string): string => place.dataset[`word${key}`] ?? '';
  const [xml, state] = await Promise.all([
    load(place.dataset.diagramSrc!).then(answer => answer.text()),
    place.dataset.diagramState ? load(place.dataset.diagramState).then(answer => answer.json() as Promise<State>) : {} as State,
  ]);

  const words = { fontFamily: getComputedStyle(place).fontFamily, fontSize: 12, lineHeight: 1.3 };
  const surface = document.createElement('div');
  surface.className = 'diagram-canvas';
  surface.tabIndex = 0;
  surface.setAttribute('role', 'group');
  surface.setAttribute('aria-label', word('Label'));
  place.replaceChildren(surface);
  const viewer = new NavigatedViewer({ container: surface, textRenderer: { defaultStyle: words, externalStyle: { ...words, fontSize: 11 } } });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<Registry>('elementRegistry');

  // A drawing without a case has no steps behind and none ahead.
  const ofCase = place.dataset.diagramState !== undefined;
  if (ofCase) {
    mark(state, canvas, registry, viewer.get<Overlays>('overlays'), word);
    link(place, state, canvas, registry);
  }
  const start = (): void => home(canvas, registry, state, surface);
  place.append(toolbar(canvas, word, start, state.current?.length ? word('Here') : ''));
  if (ofCase) place.append(legend(word));
  moveByKeys(surface, canvas, start);
  moveByTouch(surface, canvas);
  start();
}

async function load(address: string): Promise<Response> {
  const answer = await fetch(address, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

function mark(state: State, canvas: Canvas, registry: Registry, overlays: Overlays, word: (key: string) => string): void {
  const done = state.done ?? {};
  const current = new Set((state.current ?? []).map(token => token.element));
  const flows = new Set(state.flows ?? []);
  registry.forEach(element => {
    if (/Participant|Lane|Collaboration|Process$|Annotation|Association|Group|label$/.test(element.type) || element.id.endsWith('_label')) return;
    const kind = current.has(element.id) ? 'is-current'
      : element.id in done || flows.has(element.id) ? 'is-done'
      : 'is-ahead';
    canvas.addMarker(element.id, kind);
  });
  for (const [id, times] of Object.entries(done)) {
    const shape = registry.get(id);
    // On the small shapes a tick would lie on their names; their green says enough beside the ticked steps.
    if (!shape || /Gateway|Event/.test(shape.type)) continue;
    const badge = span('diagram-tick', times > 1 ? `✓ ${times}` : '✓');
    if (times > 1) badge.title = word('Times').replace('{0}', String(times));
    overlays.add(id, { position: { top: -10, right: 12 }, html: badge });
  }
  for (const token of state.current ?? []) {
    const shape = registry.get(token.element);
    if (!shape || !token.label || /Gateway|Event/.test(shape.type)) continue;
    const badge = span('diagram-token', token.label);
    overlays.add(token.element, { position: { top: -14, left: shape.width / 2 }, html: badge });
  }
}

/** Steps that have been, or are being, worked on lead to their record in the timeline. */
function link(place: HTMLElement, state: State, canvas: Canvas, registry: Registry): void {
  const page = place.dataset.diagramSteps ?? `${location.pathname}${location.search}`;
  const linked = new Set([...Object.keys(state.done ?? {}), ...(state.current ?? []).map(token => token.element)]);
  for (const id of linked) {
    const shape = registry.get(id);
    const picture = shape && canvas.getGraphics(id);
    if (!picture || shape.waypoints) continue;
    const go = (): void => location.assign(`${page}#step-${id}`);
    picture.classList.add('is-linked');
    picture.setAttribute('tabindex', '0');
    picture.setAttribute('role', 'link');
    picture.setAttribute('aria-label', shape.businessObject.name || id);
    picture.addEventListener('keydown', event => { if (event.key === 'Enter') go(); });
    let pressed: { x: number; y: number } | null = null;
    picture.addEventListener('pointerdown', event => { pressed = { x: event.clientX, y: event.clientY }; });
    picture.addEventListener('click', event => {
      // Dragging the chart ends on an element as often as not.
      if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 6) go();
    });
  }
}

/** The whole chart if its words stay legible, else the current step in the middle at a legible size. */
function home(canvas: Canvas, registry: Registry, state: State, surface: HTMLElement): void {
  canvas.zoom('fit-viewport', 'auto');
  const fitted = canvas.zoom();
  if (fitted >= legibleScale) {
    if (fitted > legibleScale) canvas.zoom(legibleScale, 'auto');
    return;
  }
  const inner = canvas.viewbox().inner;
  const first = state.current?.map(token => registry.get(token.element)).find(shape => shape !== undefined);
  const width = surface.clientWidth / legibleScale;
  const height = surface.clientHeight / legibleScale;
  const keepInside = (wanted: number, low: number, size: number, room: number): number =>
    size <= room ? low - (room - size) / 2 : Math.min(Math.max(wanted, low - 20), low + size - room + 20);
  // From the beginning, if the current step is seen from there.
  const fromStart = !first || first.x + first.width + 120 < inner.x - 20 + width;
  const x = fromStart ? inner.x - 20 : first.x + first.width / 2 - width / 2;
  const y = first ? first.y + first.height / 2 - height / 2 : inner.y;
  canvas.viewbox({ x: keepInside(x, inner.x, inner.width, width), y: keepInside(y, inner.y, inner.height, height), width, height });
}

function toolbar(canvas: Canvas, word: (key: string) => string, start: () => void, here: string): HTMLElement {
  const bar = document.createElement('div');
  bar.className = 'diagram-tools';
  const button = (sign: string, name: string, act: () => void): void => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = sign;
    made.title = name;
    made.setAttribute('aria-label', sign === name ? name : `${sign} ${name}`);
    made.addEventListener('click', act);
    bar.append(made);
  };
  button('＋', word('In'), () => zoomBy(canvas, 1.25));
  button('－', word('Out'), () => zoomBy(canvas, 0.8));
  button(word('Fit'), word('Fit'), () => { canvas.zoom('fit-viewport', 'auto'); });
  button(here || '1:1', here || word('Actual'), start);
  return bar;
}

function zoomBy(canvas: Canvas, factor: number): void {
  canvas.zoom(Math.min(3, Math.max(0.2, canvas.zoom() * factor)), 'auto');
}

function moveByKeys(surface: HTMLElement, canvas: Canvas, start: () => void): void {
  const acts: Record<string, () => void> = {
    'ArrowLeft': () => canvas.scroll({ dx: 60, dy: 0 }),
    'ArrowRight': () => canvas.scroll({ dx: -60, dy: 0 }),
    'ArrowUp': () => canvas.scroll({ dx: 0, dy: 60 }),
    'ArrowDown': () => canvas.scroll({ dx: 0, dy: -60 }),
    '+': () => zoomBy(canvas, 1.25),
    '=': () => zoomBy(canvas, 1.25),
    '-': () => zoomBy(canvas, 0.8),
    '0': start,
  };
  surface.addEventListener('keydown', event => {
    const act = acts[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

/** One finger moves the chart, two zoom it; bpmn-js's viewer itself knows only the mouse. */
function moveByTouch(surface: HTMLElement, canvas: Canvas): void {
  const fingers = new Map<number, { x: number; y: number }>();
  const spread = (): number => {
    const [a, b] = [...fingers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
  };
  surface.addEventListener('pointerdown', event => {
    if (event.pointerType === 'touch') fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  surface.addEventListener('pointermove', event => {
    const last = fingers.get(event.pointerId);
    if (!last) return;
    const before = spread();
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (fingers.size === 1) canvas.scroll({ dx: event.clientX - last.x, dy: event.clientY - last.y });
    else if (before > 0) zoomBy(canvas, spread() / before);
  });
  for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const) {
    surface.addEventListener(end, event => fingers.delete(event.pointerId));
  }
}

function legend(word: (key: string) => string): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'diagram-legend';
  for (const [kind, key] of [['done', 'Done'], ['current', 'Current'], ['ahead', 'Ahead']] as const) {
    const item = document.createElement('li');
    item.append(span(`diagram-key diagram-key-${kind}`, kind === 'done' ? '✓' : ''), word(key));
    list.append(item);
  }
  return list;
}

function span(name: string, text: string): HTMLElement {
  const made = document.createElement('span');
  made.className = name;
  made.textContent = text;
  return made;
}
