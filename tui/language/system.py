"""What the operating system says of a failure, in English as it does and in Chinese where that is known."""

from __future__ import annotations

import errno

from tui.language.label import Label

CHINESE = {
    errno.ENOENT: "没有此文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许此操作",
    errno.ENOTDIR: "不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EEXIST: "已存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "文件系统为只读",
    errno.ENAMETOOLONG: "名称过长",
    errno.EIO: "读写出错",
    errno.EMFILE: "打开的文件过多",
}


def system_says(error: OSError) -> Label:
    """Why the system could not do something, in one line."""
    english = error.strerror or str(error)
    return Label(english, CHINESE.get(error.errno or 0, english))
