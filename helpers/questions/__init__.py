"""Exercises with their keys, made from a lesson's tables alone."""
