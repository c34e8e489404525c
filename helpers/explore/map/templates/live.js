// What makes the map of a lesson: names that keep clear of each other, a week that plays, and the
// buttons and the legend beneath. Texts of the lesson come as text, and are put on the page as such.

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// Where space is short, those kinds keep their names that come first.
const RANKS = ['town', 'country', 'leg', 'call', 'implied', 'office', 'no-scene'];
const SCENES = '.town:not(.away), .country:not(.away), .implied:not(.away)';
const rank = (pin) => RANKS.findIndex((kind) => pin.classList.contains(kind));
const box = (left, top, wide, high) => ({left, top, right: left + wide, bottom: top + high});
const meet = (one, other) => one.left < other.right && other.left < one.right
  && one.top < other.bottom && other.top < one.bottom;

// The marks that are on the map: where each is, and how much room its mark and its name take.
const marksOf = (sheet) => {
  const marks = [];
  sheet.eachLayer((layer) => {
    const button = layer instanceof L.Marker && layer.getElement();
    const pin = button && button.querySelector('.pin');
    if (!pin || button.hidden) { return; }
    const {x, y} = sheet.latLngToContainerPoint(layer.getLatLng());
    const name = pin.querySelector('.name');
    const {width, height} = name.getBoundingClientRect();
    const reach = pin.querySelector('.mark').getBoundingClientRect().width / 2;
    marks.push({
      pin, name, x, y, reach, wide: Math.ceil(width), high: Math.ceil(height),
      shift: pin.dataset.shift && JSON.parse(pin.dataset.shift),
      taken: box(x - reach, y - reach, 2 * reach, 2 * reach),
    });
  });
  return marks.sort((one, other) => one.pin.classList.contains('away')
    - other.pin.classList.contains('away') || rank(one.pin) - rank(other.pin));
};

// Where a name may stand, the best place first: on its line, or right, left, above, below, askew.
const places = ({x, y, reach, wide, high, shift}) => {
  const gap = reach + 3;
  const spots = [
    [x + gap, y - high / 2], [x - gap - wide, y - high / 2],
    [x - wide / 2, y - gap - high], [x - wide / 2, y + gap],
    [x + reach, y - reach - high], [x - reach - wide, y - reach - high],
    [x + reach, y + reach], [x - reach - wide, y + reach],
  ];
  if (shift) { spots.unshift([x + shift[0] - wide / 2, y + shift[1] - high / 2]); }
  return spots.map(([left, top]) => box(left, top, wide, high));
};

// Give each name the first place that is free; the others wait to be pointed at, or focused.
// `note` tells of the scenes that lie outside what is shown.
const placeNames = (sheet, note) => {
  const {left, top, width, height} = sheet.getContainer().getBoundingClientRect();
  const isIn = (one) => one.left >= 0 && one.top >= 0 && one.right <= width && one.bottom <= height;
  const marks = marksOf(sheet);
  const beyond = marks.filter(({pin, x, y}) => pin.matches(SCENES) && !isIn(box(x, y, 0, 0)));
  note.textContent = `outside this view: ${beyond.map(({name}) => name.textContent).join(', ')}`;
  note.hidden = !beyond.length;
  const controls = [...sheet.getContainer().querySelectorAll('.leaflet-control')].map((control) => {
    const found = control.getBoundingClientRect();
    return box(found.left - left - 2, found.top - top - 2, found.width + 4, found.height + 4);
  });
  const names = [];
  for (const mark of marks) {
    const {pin, name, x, y, wide, high} = mark;
    const taken = [...controls, ...names];
    for (const other of marks) { if (other !== mark) { taken.push(other.taken); } }
    const spots = places(mark);
    const free = isIn(box(x, y, 0, 0))
      && spots.find((spot) => isIn(spot) && !taken.some((other) => meet(spot, other)));
    if (free) { names.push(free); }
    const spot = free || box(Math.max(0, Math.min(spots[0].left, width - wide)),
      Math.max(0, Math.min(spots[0].top, height - high)), wide, high);
    pin.classList.toggle('shy', !free);
    name.style.left = `${spot.left - x}px`;
    name.style.top = `${spot.top - y}px`;
  }
};

// The days as a list, and a control that goes through them; `choose` is told the day, or ''.
const makeWeek = (days, choose) => {
  const all = 'All days';
  const said = make('p', {className: 'said'});
  said.setAttribute('role', 'status');
  const slider = make('input', {type: 'range', min: 0, max: days.length, value: 0});
  slider.setAttribute('aria-label', 'Day');
  const shown = make('b', {textContent: all});
  const play = make('button', {type: 'button'});
  const list = make('ol', {className: 'days'}, ...days.map(({words, events}, number) => {
    const button = make('button', {type: 'button', textContent: words});
    button.onclick = () => { pause(); go(number + 1); };
    return make('li', {}, button, make('ul', {}, ...events.map((event) => make('li', {}, event))));
  }));
  let timer = null;
  const go = (number) => {
    const day = days[number - 1];
    slider.value = number;
    shown.textContent = day ? day.words : all;
    slider.setAttribute('aria-valuetext', shown.textContent);
    [...list.children].forEach((row, place) => {
      row.classList.toggle('away', Boolean(day) && place !== number - 1);
      const button = row.firstElementChild;
      if (place === number - 1) {
        button.setAttribute('aria-current', 'date');
      } else {
        button.removeAttribute('aria-current');
      }
    });
    said.textContent = day ? `${day.words}: ${day.events.join('; ')}.` : `${all} are shown.`;
    choose(day ? day.date : '');
  };
  const label = (words, sign) => play.replaceChildren(sign, ` ${words}`);
  const pause = () => {
    clearInterval(timer);
    timer = null;
    label('Play', '▶');
  };
  const step = () => {
    go(Number(slider.value) + 1);
    if (Number(slider.value) === days.length) { pause(); }
  };
  play.onclick = () => {
    if (timer) { pause(); return; }
    if (Number(slider.value) === days.length) { slider.value = 0; }
    timer = setInterval(step, 2500);
    label('Pause', '⏸');
    step();
  };
  slider.oninput = () => { pause(); go(Number(slider.value)); };
  pause();
  slider.setAttribute('aria-valuetext', all);
  return make('div', {className: 'week'},
    make('div', {className: 'time'}, play, slider, shown), said, list);
};

// The page lies over a picture with its words, and takes more room than these if it needs it.
const makeRoom = (below) => {
  const grow = () => {
    const figure = frameElement.parentElement;
    figure.style.minHeight = `${Math.ceil(innerWidth * 5 / 8 + below.scrollHeight)}px`;
  };
  try {
    grow();
    addEventListener('resize', grow);
  } catch { } // shown where it may not reach the page around it: then it scrolls
};

// `layers` is the control of folium; `names` is the layer of places that are no scene, if any.
const furnish = (sheet, layers, names, frames, {legend, week}) => {
  const container = sheet.getContainer();
  let chosen = '';
  const note = make('div', {className: 'beyond'});
  const corner = L.control({position: 'topright'});
  corner.onAdd = () => note;
  corner.addTo(sheet);
  const refresh = () => {
    sheet.eachLayer((layer) => {
      const button = layer instanceof L.Marker && layer.getElement();
      const pin = button && button.querySelector('.pin');
      if (!pin) { return; }
      button.setAttribute('aria-label', pin.dataset.says);
      pin.classList.toggle('away', Boolean(chosen) && !pin.classList.contains(`day-${chosen}`));
      button.hidden = pin.matches('.line.away');
    });
    for (const way of container.querySelectorAll('.way')) {
      way.classList.toggle('away', Boolean(chosen) && !way.classList.contains(`day-${chosen}`));
    }
    placeNames(sheet, note);
  };

  const all = make('button', {type: 'button', className: 'all', textContent: 'All places'});
  let wide = false, fitting = false, moved = false;
  const fit = (options) => {
    fitting = true;
    sheet.fitBounds(wide ? frames.all : frames.view, options);
    fitting = moved = false;
  };
  sheet.on('movestart', () => { moved = moved || !fitting; });
  all.onclick = () => {
    wide = !wide;
    if (names) { sheet[wide ? 'addLayer' : 'removeLayer'](names); }
    fit();
    all.textContent = wide ? 'First view' : 'All places';
  };
  const tools = make('div', {className: 'tools'}, all, layers.getContainer());
  layers.getContainer().removeAttribute('aria-haspopup');
  const below = make('div', {className: 'below'}, tools);
  if (week.length) {
    below.append(makeWeek(week, (day) => {
      chosen = day;
      sheet.closePopup();
      refresh();
    }));
  }
  below.append(make('div', {className: 'legend', innerHTML: legend}));
  below.append(sheet.attributionControl.getContainer());
  const main = make('main');
  container.replaceWith(main);
  main.append(container, below);
  makeRoom(below);
  // Of another size it shows the same part of the world, until somebody has moved it.
  const resize = () => {
    sheet.invalidateSize({animate: false});
    if (!moved) { fit({animate: false}); }
  };
  resize();

  container.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') { sheet.closePopup(); }
  });
  sheet.on('popupopen', ({popup}) => {
    const element = popup.getElement();
    const content = element.querySelector('.leaflet-popup-content');
    element.setAttribute('role', 'dialog');
    element.setAttribute('aria-label', element.querySelector('h2').textContent);
    content.tabIndex = 0;
    content.focus({preventScroll: true});
  });
  sheet.on('popupclose', ({popup}) => {
    const button = popup._source && popup._source.getElement();
    if (button && document.hasFocus()) { button.focus({preventScroll: true}); }
  });
  sheet.on('moveend zoomend resize overlayadd overlayremove', refresh);
  new ResizeObserver(resize).observe(container);
  refresh();
  document.body.classList.add('alive');
};
