"""Names, offices, dates and the entities behind them: the code behind the recognisers."""
