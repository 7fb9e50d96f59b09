from workflows import jobs
from workflows.cores import IdleCores


def began(sessions, number):
    with sessions.begin() as session:
        jobs.enqueue(session, "made_up", number)
        return jobs.claim(session, "one")


def test_a_core_is_lent_while_only_one_document_is_read(sessions):
    began(sessions, 1)
    cores = IdleCores(sessions, 2)
    assert cores.take()
    assert not cores.take()
    cores.give_back()
    assert cores.take()


def test_nothing_is_lent_when_every_core_reads_a_document(sessions):
    began(sessions, 1)
    cores = IdleCores(sessions, 2)
    second = began(sessions, 2)
    assert not cores.take()
    with sessions.begin() as session:
        jobs.finish(session, second, "one")
    assert cores.take()


def test_a_job_whose_holder_died_keeps_no_core_busy(sessions, clock):
    began(sessions, 1)
    began(sessions, 2)
    clock.forward(minutes=5)
    assert IdleCores(sessions, 2).take()
