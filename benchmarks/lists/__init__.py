"""Made papers that list smelters, in many layouts, each with the records it should give."""
