// Puts the window's content on the page.
import { mount } from 'svelte'
import App from './App.svelte'
import './parts/tokens.css'
import './parts/fonts.css'
import './parts/base.css'

const target = document.getElementById('app')
if (target) mount(App, { target })
