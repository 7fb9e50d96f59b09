from datetime import date, timedelta

from workflows.demo.story import BEGIN, END, Agenda, StoryClock


def test_steps_are_done_in_the_order_of_their_moments_and_then_as_they_came():
    clock = StoryClock()
    agenda = Agenda(clock)
    done = []
    agenda.on(date(2026, 1, 2), 10, lambda: done.append("later"))
    agenda.on(date(2026, 1, 1), 10, lambda: done.append("first"))
    agenda.on(date(2026, 1, 1), 10, lambda: done.append("second"))
    agenda.run()
    assert done == ["first", "second", "later"]
    assert clock() == END


def test_a_step_may_plan_another_but_nothing_happens_after_the_end():
    clock = StoryClock()
    agenda = Agenda(clock)
    moments = []

    def again():
        moments.append(clock())
        agenda.at(clock() + timedelta(days=400), again)

    agenda.at(BEGIN, again)
    agenda.run()
    assert moments == [BEGIN, BEGIN + timedelta(days=400)]


def test_time_never_goes_back():
    clock = StoryClock()
    clock.pass_by(days=2)
    clock.reach(BEGIN)
    assert clock() == BEGIN + timedelta(days=2)
