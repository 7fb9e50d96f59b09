"""A seccomp filter: the system calls that reading a document never needs are refused.

A call is refused with an error, not with death, so that a library that asks for a socket and
can do without goes on. Numbers from asm/unistd.h; offsets from linux/seccomp.h.
"""

import ctypes
import errno
import os
import platform
import struct

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (x86_64, aarch64); None where the architecture has no such call.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # network
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "accept": (43, 202),
    "accept4": (288, 242),
    "bind": (49, 200),
    "listen": (50, 201),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    "recvfrom": (45, 207),
    "recvmsg": (47, 212),
    "recvmmsg": (299, 243),
    # other programs and processes
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, None),
    "vfork": (58, None),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "kcmp": (312, 272),
    "setpgid": (109, 154),
    "setsid": (112, 157),
    "sched_setaffinity": (203, 122),
    # file systems and namespaces
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "move_mount": (429, 429),
    "open_tree": (428, 428),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "unshare": (272, 97),
    "setns": (308, 268),
    "quotactl": (179, 60),
    # the kernel itself
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "syslog": (103, 116),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "personality": (135, 92),
    # who it is
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setreuid": (113, 145),
    "setregid": (114, 143),
    "setresuid": (117, 147),
    "setresgid": (119, 149),
    "setgroups": (116, 159),
    "setfsuid": (122, 151),
    "setfsgid": (123, 152),
    "capset": (126, 91),
    # changing files, and memory that outlives or is shared
    "creat": (85, None),
    "truncate": (76, 45),
    "ftruncate": (77, 46),
    "unlink": (87, None),
    "unlinkat": (263, 35),
    "rename": (82, None),
    "renameat": (264, 38),
    "renameat2": (316, 276),
    "mkdir": (83, None),
    "mkdirat": (258, 34),
    "rmdir": (84, None),
    "link": (86, None),
    "linkat": (265, 37),
    "symlink": (88, None),
    "symlinkat": (266, 36),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "open_by_handle_at": (304, 265),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "msgget": (68, 186),
    "semget": (64, 190),
}
_UNKNOWN = {"clone3": (435, 435), "openat2": (437, 437)}  # as on an old kernel: libraries fall back
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_THREAD = 0x10000  # CLONE_THREAD
_PUSH_BACK = 0x5412  # TIOCSTI: type on the parent's terminal

_LOAD, _EQUAL, _FROM, _ANY_OF, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000

_libc = ctypes.CDLL(None, use_errno=True)


def refuse() -> bool:
    """Refuse the calls for this process and for ever. True when the filter stands.

    no_new_privileges must be set, or the process must be root's.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    filters = b"".join(_program(machine, os.getpid()))
    code = ctypes.create_string_buffer(filters, len(filters))
    program = struct.pack("@HxxxxxxP", len(filters) // 8, ctypes.addressof(code))
    set_seccomp, mode_filter = 22, 2
    return bool(_libc.prctl(set_seccomp, mode_filter, program, 0, 0) == 0)


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("=HBBI", code, then, otherwise, value)


def _program(machine: str, pid: int) -> list[bytes]:
    column = 0 if machine == "x86_64" else 1
    steps = [
        _step(_LOAD, 4),
        _step(_EQUAL, _ARCHITECTURES[machine], 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, 0),
    ]
    if machine == "x86_64":  # the same calls once more, by their numbers for 32-bit pointers
        steps += [_step(_FROM, 0x40000000, 0, 1), _step(_RETURN, _ERROR | errno.ENOSYS)]
    for numbers, error in (
        (_UNKNOWN.values(), errno.ENOSYS),
        (_REFUSED.values(), errno.EPERM),
    ):
        for pair in numbers:
            number = pair[column]
            if number is not None:
                steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERROR | error)]
    for number, argument, test, value, wanted in _conditions(machine, pid):
        steps += _condition(number, argument, test, value, wanted)
    return [*steps, _step(_RETURN, _ALLOW)]


def _conditions(machine: str, pid: int) -> list[tuple[int, int, int, int, bool]]:
    """Calls that depend on an argument: number, which one, test, value, allowed when it holds."""
    intel = machine == "x86_64"
    conditions = [
        (56 if intel else 220, 0, _ANY_OF, _THREAD, True),  # clone: threads only
        (62 if intel else 129, 0, _EQUAL, pid, True),  # kill: itself only
        (234 if intel else 131, 0, _EQUAL, pid, True),  # tgkill, as abort() does
        (302 if intel else 261, 0, _EQUAL, 0, True),  # prlimit64: its own limits only
        (257 if intel else 56, 2, _ANY_OF, _WRITES, False),  # openat
        (16 if intel else 29, 1, _EQUAL, _PUSH_BACK, False),  # ioctl
    ]
    return [*conditions, (2, 1, _ANY_OF, _WRITES, False)] if intel else conditions  # open


def _condition(number: int, argument: int, test: int, value: int, wanted: bool) -> list[bytes]:
    refused = _step(_RETURN, _ERROR | errno.EPERM)
    allowed = _step(_RETURN, _ALLOW)
    return [
        _step(_EQUAL, number, 0, 4),
        _step(_LOAD, 16 + 8 * argument),
        _step(test, value, 0, 1),
        allowed if wanted else refused,
        refused if wanted else allowed,
    ]
