// SPDX-License-Identifier: Apache-2.0
// The default theme with the fonts of the system: nothing is loaded that the text does not need.
import Theme from 'vitepress/theme-without-fonts'
import './memoir.css'

export default Theme
