const PATIENCE = 25 // years' time to wait for a slow page
const kept = new WeakMap()

export default function (component) {
  const { parentElement, data } = component
  let player = kept.get(parentElement)
  if (!player) {
    player = make(parentElement)
    kept.set(parentElement, player)
  }
  player.send = (message) => component.setStateValue('moved', message)
  player.update(data)
  return () => {
    player.stop()
    kept.delete(parentElement)
  }
}

function make(parent) {
  const root = document.createElement('div')
  root.className = 'player'
  root.setAttribute('role', 'group')
  root.setAttribute('aria-label', 'Years')
  const shown = document.createElement('output')
  const slider = document.createElement('input')
  slider.type = 'range'
  slider.setAttribute('aria-label', 'Year shown')
  let data = null
  let year = null // as shown here; the page follows
  let timer = null
  let sent = null // the last year that was told
  let count = Date.now() // number of the message; the page gives back the last one it has drawn
  let waiting = false // for that
  let holding = false // the slider
  const player = { send: () => {} }

  const button = (act, words, name) => {
    const node = document.createElement('button')
    node.type = 'button'
    node.textContent = words
    if (name) node.setAttribute('aria-label', name)
    node.addEventListener('click', act)
    return node
  }
  const show = (number) => {
    year = Math.min(Math.max(number, data.first), data.last)
    shown.textContent = year
    slider.value = year
    slider.setAttribute('aria-valuetext', year)
    back.disabled = year <= data.first
    ahead.disabled = year >= data.last
  }
  const tell = (live) => {
    count += 1
    waiting = true
    sent = year
    player.send({ year, live, count })
  }
  const go = (number, live) => { show(number); tell(live) }
  const label = (sign, words, name) => {
    word.textContent = words
    play.replaceChildren(sign, word)
    play.setAttribute('aria-label', name)
  }
  const pause = () => {
    clearInterval(timer)
    timer = null
    label('▶', ' Play', 'Play the years')
  }
  const toggle = () => {
    if (timer !== null) {
      pause()
      tell(false)
      return
    }
    label('❚❚', ' Pause', 'Pause')
    let waited = 0
    timer = setInterval(() => {
      if (waiting && waited < PATIENCE) { waited += 1; return } // the page has not followed yet
      waited = 0
      if (year < data.last) go(year + 1, true)
      if (year >= data.last) { pause(); tell(false) }
    }, data.milliseconds)
    go(year >= data.last ? data.first : year + 1, true)
  }
  const back = button(() => { pause(); go(year - 1, false) }, '−1', 'Year before')
  const ahead = button(() => { pause(); go(year + 1, false) }, '+1', 'Year after')
  const play = button(toggle, '')
  const word = document.createElement('span')
  slider.addEventListener('input', () => {
    holding = true
    pause()
    show(Number(slider.value))
    if (!waiting) tell(true)
  })
  slider.addEventListener('change', () => { holding = false; tell(false) })
  slider.addEventListener('keydown', (event) => event.stopPropagation()) // the arrows of present mode are not meant
  root.append(play, back, shown, ahead, slider)
  parent.appendChild(root)
  pause()
  const space = (event) => {
    if (!data.space || event.key !== ' ' || document.activeElement !== document.body) return
    event.preventDefault()
    toggle()
  }
  document.addEventListener('keydown', space)

  player.update = (next) => {
    data = next
    slider.min = next.first
    slider.max = next.last
    slider.hidden = !next.slider
    if (next.seen === null || next.seen >= count) waiting = false
    if (waiting || timer !== null) return
    if (!holding) show(next.year)
    else if (year !== sent) tell(true)
  }
  player.stop = () => {
    clearInterval(timer)
    document.removeEventListener('keydown', space)
    root.remove()
  }
  return player
}
