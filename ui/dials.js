const EVERY_MS = 100 // at most ten steps a second while a dial is dragged
const PATIENCE_MS = 1500 // a step without an answer is not waited for longer
const KEYS_SETTLE_MS = 450 // keys that follow each other are one move

const kept = new WeakMap()

const icon = (path) => `<svg viewBox="0 0 24 24" aria-hidden="true">${path}</svg>`
const RESET = icon('<path d="M4 12a8 8 0 1 0 3-6.2M4 4v4h4"/>')
const OPEN = icon('<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 7.5-2"/>')
const SHUT = icon('<rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>')

export default function (component) {
  const { parentElement, data } = component
  let panel = kept.get(parentElement)
  if (!panel) {
    panel = makePanel(parentElement)
    kept.set(parentElement, panel)
  }
  panel.send = (message) => component.setStateValue('moved', message)
  panel.update(data)
  return () => {
    panel.stop()
    kept.delete(parentElement)
  }
}

function makePanel(parent) {
  const root = document.createElement('div')
  root.className = 'dials'
  parent.appendChild(root)
  const rows = new Map()
  const panel = { send: () => {} }
  let seq = Date.now()
  let waiting = null // number of the step that has not been drawn yet
  let waitingSince = 0
  let sentAt = 0
  let timer = null
  let values = {} // moved since the last message that was sent
  let unheard = {} // sent, and not yet part of an answer
  let gesture = {} // moved since a dial was last let go
  let locks = {}
  let final = false

  // A step shows the value; the last message of a gesture makes it a change. It is sent when the step with the
  // same value was drawn, so that the picture never waits for the rest of the page.
  const pump = () => {
    clearTimeout(timer)
    const moved = Object.keys(values).length > 0
    if (!final && !moved && !Object.keys(locks).length) return
    const now = performance.now()
    const held = waiting !== null && now - waitingSince < PATIENCE_MS
    const wait = held ? PATIENCE_MS - (now - waitingSince) : EVERY_MS - (now - sentAt)
    if (held || (!final && wait > 0)) {
      timer = setTimeout(pump, Math.max(wait, 5))
      return
    }
    const live = moved || !final
    seq += 1
    waiting = seq
    waitingSince = sentAt = now
    unheard = { ...unheard, ...values }
    gesture = { ...gesture, ...values }
    panel.send({ seq, live, values: live ? { ...unheard } : gesture, locks: live ? {} : locks })
    values = {}
    if (!live) {
      unheard = gesture
      gesture = {}
      locks = {}
      final = false
    }
  }

  panel.moved = (id, value) => { values[id] = value; pump() }
  panel.settled = (id, value) => { values[id] = value; final = true; pump() }
  panel.lock = (id, shut) => { locks[id] = shut; final = true; pump() }
  panel.pending = (id) => id in values || id in unheard
  panel.update = (data) => {
    if (waiting === null || data.seen >= waiting) {
      waiting = null
      unheard = {}
      pump()
    }
    const wanted = new Set(data.dials.map((dial) => dial.id))
    for (const [id, row] of rows) {
      if (!wanted.has(id)) { row.node.remove(); rows.delete(id) }
    }
    data.dials.forEach((dial, at) => {
      let row = rows.get(dial.id)
      if (!row) { row = makeRow(panel, dial.id); rows.set(dial.id, row) }
      if (root.children[at] !== row.node) root.insertBefore(row.node, root.children[at] ?? null)
      row.update(dial)
    })
  }
  panel.stop = () => {
    clearTimeout(timer)
    for (const row of rows.values()) row.stop()
  }
  return panel
}

function makeRow(panel, id) {
  const node = document.createElement('div')
  node.className = 'dial'
  node.innerHTML = `
    <div class="head"><label></label><span class="note"></span><button type="button" class="lock"></button></div>
    <div class="line">
      <div><input type="range"><div class="ends" aria-hidden="true"><span class="low"></span><span class="base"></span
        ><span class="high"></span></div></div>
      <input class="typed" type="text" inputmode="decimal" autocomplete="off"><span class="unit"></span>
      <button type="button" class="reset">${RESET}</button></div>
    <div class="said" role="status"></div>`
  const find = (query) => node.querySelector(query)
  const [label, note, typed, unit] = ['label', '.note', '.typed', '.unit'].map(find)
  const [lock, reset, range] = ['.lock', '.reset', 'input[type="range"]'].map(find)
  const [low, base, high, said] = ['.low', '.base', '.high', '.said'].map(find)
  range.id = `dial-${id}-${Math.random().toString(36).slice(2, 8)}`
  label.htmlFor = range.id
  let dial = null
  let holding = false
  let keys = null

  const text = (value) => {
    const digits = Math.min(6, (String(dial.step).split('.')[1] ?? '').length)
    const plain = Number.isInteger(value) || Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) < 1e-6
      ? Number(value).toFixed(Number.isInteger(value) ? 0 : digits) : String(Math.round(value * 10 ** (digits + 1)) / 10 ** (digits + 1))
    return dial.unit === 'year' || Math.abs(value) < 10000 ? plain : Number(plain).toLocaleString('en-US')
  }
  const withUnit = (value) => `${text(value)}${dial.unit && dial.unit !== 'year' ? ` ${dial.unit}` : ''}`
  const share = (value) => (dial.high > dial.low ? (value - dial.low) / (dial.high - dial.low) : 0)
  const paint = (value) => {
    range.style.setProperty('--at', `calc(9px + ${share(value)} * (100% - 18px))`)
    range.setAttribute('aria-valuetext', withUnit(value) + (dial.note ? `, ${dial.note}` : ''))
    if (document.activeElement !== typed && node.getRootNode().activeElement !== typed) typed.value = text(value)
    reset.hidden = Math.abs(value - dial.default) < 1e-9
  }
  // The range itself is free: a baseline or a typed value may lie between two steps.
  const snapped = (value) => {
    const whole = dial.low + Math.round((value - dial.low) / dial.step) * dial.step
    const near = Math.abs(value - dial.default) <= dial.step / 2 ? dial.default : whole
    return Number(Math.min(Math.max(near, dial.low), dial.high).toFixed(9))
  }
  let saidAt = null // the value a sentence was about
  const say = (words, value = null) => { said.textContent = words; saidAt = value }
  const finish = () => {
    clearTimeout(keys)
    keys = null
    holding = false
    panel.settled(id, Number(range.value))
  }

  range.addEventListener('pointerdown', () => { holding = true; say('') })
  range.addEventListener('input', () => {
    const value = snapped(Number(range.value))
    range.value = value
    paint(value)
    panel.moved(id, value)
    if (!holding) {
      clearTimeout(keys)
      keys = setTimeout(finish, KEYS_SETTLE_MS)
    }
  })
  range.addEventListener('keydown', (event) => {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key]
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation() // the arrows of present mode are not meant
    range.value = Math.min(Math.max(Number(range.value) + steps * dial.step, dial.low), dial.high)
    range.dispatchEvent(new Event('input'))
  })
  range.addEventListener('change', () => { if (holding) finish() })
  range.addEventListener('blur', () => { if (keys) finish() })
  typed.addEventListener('keydown', (event) => {
    event.stopPropagation() // letters and Ctrl+Z in the box are for the box
    if (event.key === 'Enter') { event.preventDefault(); take() }
    if (event.key === 'Escape') { typed.value = text(Number(range.value)); typed.blur() }
  })
  typed.addEventListener('blur', () => take())
  const take = () => {
    const raw = typed.value.trim()
    const shown = Number(range.value)
    if (raw === text(dial.value) || raw === text(shown)) return
    let plain = raw.replace(/[\s\u00a0]/g, '')
    plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replace(/,/g, '') : plain.replace(',', '.')
    const wanted = Number(plain)
    if (plain === '' || !Number.isFinite(wanted)) {
      say(`“${raw.slice(0, 20)}” is not a number, so ${withUnit(dial.value)} stays.`, dial.value)
      typed.value = text(dial.value)
      return
    }
    let value = Math.min(Math.max(wanted, dial.low), dial.high)
    if (Number.isInteger(dial.step) && Number.isInteger(dial.low)) value = Math.round(value)
    if (wanted > dial.high) say(`The highest is ${withUnit(dial.high)}, so it was set to that.`, value)
    else if (wanted < dial.low) say(`The lowest is ${withUnit(dial.low)}, so it was set to that.`, value)
    else if (value !== wanted) say(`Whole numbers only, so it was set to ${withUnit(value)}.`, value)
    else say('')
    range.value = value
    typed.value = text(value)
    paint(value)
    panel.settled(id, value)
  }
  reset.addEventListener('click', () => {
    say('')
    range.value = dial.default
    paint(dial.default)
    typed.value = text(dial.default)
    panel.settled(id, dial.default)
    range.focus()
  })
  lock.addEventListener('click', () => panel.lock(id, !dial.locked))

  return {
    node,
    stop: () => clearTimeout(keys),
    update: (next) => {
      const fresh = JSON.stringify(next)
      if (dial && fresh === node.dataset.now && Number(range.value) === next.value) return
      node.dataset.now = fresh
      dial = next
      const long = dial.unit.length > 6 // a long unit stands with the label, where there is room
      if (saidAt !== null && !panel.pending(id) && next.value !== saidAt) say('')
      label.textContent = long ? `${dial.label} (${dial.unit})` : dial.label
      note.textContent = dial.note
      unit.textContent = long || dial.unit === 'year' ? '' : dial.unit
      if (dial.help) { node.dataset.help = ''; label.title = dial.help } else { delete node.dataset.help; label.title = '' }
      range.min = dial.low
      range.max = dial.high
      range.step = 'any'
      range.disabled = dial.locked === true
      typed.disabled = dial.locked === true
      typed.setAttribute('aria-label', `${dial.label}, type a value`)
      reset.setAttribute('aria-label', `Reset ${dial.label} to ${withUnit(dial.default)}`)
      reset.title = `Back to ${withUnit(dial.default)}`
      lock.style.display = dial.locked === null ? 'none' : ''
      if (dial.locked !== null && lock.dataset.shut !== String(dial.locked)) {
        lock.dataset.shut = String(dial.locked)
        lock.innerHTML = dial.locked ? SHUT : OPEN
        lock.setAttribute('aria-pressed', String(dial.locked))
        lock.setAttribute('aria-label', `Lock the share of ${dial.label}`)
        lock.title = dial.locked ? 'Locked: keeps its share while others move' : 'Lock: keep its share while others move'
      }
      node.classList.toggle('wide', text(dial.high).length > 4 || text(dial.default).length > 4)
      low.textContent = text(dial.low)
      high.textContent = text(dial.high)
      base.textContent = `▲ ${text(dial.default)}`
      const at = share(dial.default)
      const near = 0.08 + 0.035 * (base.textContent.length + Math.max(low.textContent.length, high.textContent.length))
      base.style.left = `calc(9px + ${at} * (100% - 18px))`
      low.classList.toggle('off', at < near)
      high.classList.toggle('off', at > 1 - near)
      base.style.transform = at < 0.08 ? 'translateX(-8px)' : at > 0.92 ? 'translateX(calc(-100% + 9px))' : 'translateX(-50%)'
      if (!holding && keys === null && !panel.pending(id)) range.value = dial.value
      paint(Number(range.value))
    },
  }
}
