#!/usr/bin/env node
import '../dist/quorate.mjs';
