"""Turns: one at a time, quick before slow, bounded, and given on by whoever leaves."""

import asyncio
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.loops import run
from web.turns import MOST, TooManyError, Turns


async def take(turns: Turns, rank: int, done: list[tuple[int, int]], number: int) -> None:
    async with turns.turn(rank):
        assert not turns_taken or turns_taken[-1] is None
        turns_taken.append(number)
        await asyncio.sleep(0)
        turns_taken[-1:] = [None]
        done.append((rank, number))


turns_taken: list[int | None] = []


@given(ranks=st.lists(st.integers(0, 2), min_size=1, max_size=20), leaving=st.randoms())
def test_whoever_stays_is_served_by_rank_and_arrival(
    ranks: list[int], leaving: random.Random
) -> None:
    async def play() -> None:
        turns, done = Turns(), list[tuple[int, int]]()
        turns_taken.clear()
        held = turns.turn(0)
        await held.__aenter__()
        tasks = [
            asyncio.ensure_future(take(turns, rank, done, number))
            for number, rank in enumerate(ranks)
        ]
        await asyncio.sleep(0)
        left = {number for number in range(len(ranks)) if leaving.random() < 0.3}
        for number in left:
            tasks[number].cancel()
        await held.__aexit__(None, None, None)
        await asyncio.gather(*tasks, return_exceptions=True)
        stayed = [(rank, number) for number, rank in enumerate(ranks) if number not in left]
        assert done == sorted(stayed)
        async with turns.turn(0):  # nobody holds a turn for good
            pass

    run(play())


def test_no_more_wait_than_may() -> None:
    async def play() -> None:
        turns = Turns()
        async with turns.turn(0):
            waiting = [asyncio.ensure_future(_wait(turns)) for _ in range(MOST)]
            await asyncio.sleep(0)
            with pytest.raises(TooManyError):
                async with turns.turn(0):
                    pass
            for task in waiting[: MOST // 2]:
                task.cancel()
            await asyncio.sleep(0)
            late = asyncio.ensure_future(_wait(turns))
            await asyncio.sleep(0)
            assert not late.done()
        await asyncio.gather(*waiting, late, return_exceptions=True)
        assert late.exception() is None

    run(play())


async def _wait(turns: Turns) -> None:
    async with turns.turn(1):
        pass
