"""A bare Streamlit app to measure against: one slider, one metric, one chart."""

import math

import streamlit as st

value = st.slider("Disbursement", 50, 100, 50, key="slider")
st.metric("Growth", f"{value * 0.07:.2f}")
st.line_chart({"growth": [value * 0.07 + math.sin(year) for year in range(8)]})
