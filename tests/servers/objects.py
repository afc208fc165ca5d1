"""An object store of the tests' own, on loopback: one server for the suite."""

from __future__ import annotations

import urllib.request
from pathlib import Path
from typing import Any

import polars as pl

BUCKET = "lake"
KEYS = {"AWS_ACCESS_KEY_ID": "tests-only", "AWS_SECRET_ACCESS_KEY": "hunter2hunter2", "AWS_REGION": "us-east-1"}


class ObjectStore:
    """A server that speaks S3, with a bucket."""

    def __init__(self) -> None:
        import boto3
        from moto.server import ThreadedMotoServer

        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.endpoint = f"http://{host}:{port}"
        self._client: Any = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=KEYS["AWS_REGION"],
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )
        self._client.create_bucket(Bucket=BUCKET)

    def put(self, key: str, content: bytes) -> None:
        """Makes an object."""
        self._client.put_object(Bucket=BUCKET, Key=key, Body=content)

    def put_frame(self, key: str, frame: pl.DataFrame, folder: Path) -> None:
        """Makes a Parquet file."""
        path = folder / "object.parquet"
        frame.write_parquet(path)
        self.put(key, path.read_bytes())

    def put_folder(self, key: str, folder: Path) -> None:
        """Makes an object of each file of a folder."""
        for path in folder.rglob("*"):
            if path.is_file():
                self.put(f"{key}/{path.relative_to(folder).as_posix()}", path.read_bytes())

    def require_rights(self, *, required: bool) -> None:
        """Whether the keys of whoever asks are looked at; those that it knows none of are refused then."""
        words = b"0" if required else b"inf"
        headers = {"Content-Type": "text/plain"}
        urllib.request.urlopen(urllib.request.Request(f"{self.endpoint}/moto-api/reset-auth", words, headers)).close()

    def stop(self) -> None:
        """Stops it."""
        self._server.stop()
